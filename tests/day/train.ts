import type { Random } from '../support/random.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { pause } from '../support/until.ts';

/** Tunnels, dead spots and thin air, one after the other, until the journey is over; then the line is sound. Gives how many there were. */
export async function rideTrain(line: TcpProxy, random: Random, isOver: () => boolean): Promise<number> {
  let troubles = 0;
  const sound = (): void => {
    line.refuse(false);
    line.set({ up: 'pass', down: 'pass' });
    line.slow({ delay: 0, rate: null });
  };
  while (!isOver()) {
    await pause(random.between(100, 500));
    troubles += 1;
    switch (random.pick(['tunnel', 'deaf', 'mute', 'half-open', 'thin'] as const)) {
      case 'tunnel':
        line.refuse(true);
        line.reset();
        break;
      case 'deaf':
        line.set({ down: 'drop' });
        break;
      case 'mute':
        line.set({ up: 'drop' });
        break;
      case 'half-open':
        line.set({ up: 'drop', down: 'drop' });
        break;
      case 'thin':
        line.slow({ delay: 120, rate: 20_000 });
    }
    await pause(random.between(200, 1_200));
    sound();
    // What lost bytes stays deaf until somebody finds it out; a train does not wait for that.
    if (random.chance(0.5)) line.reset();
  }
  sound();
  line.reset();
  return troubles;
}
