import type { Contestant } from '../contestants.ts';
import type { Session } from '../session.ts';

/** Lets the server's hot code be compiled, at rates it surely holds, before anything is measured. */
export async function warmUp(session: Session, contestant: Contestant, seconds: number): Promise<void> {
  for (const rate of [Math.min(1000, contestant.startRate / 2), contestant.startRate / 2]) {
    await session.step(Math.round(rate), seconds / 2);
    await session.settle();
  }
}
