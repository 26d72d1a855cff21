import { keep, type DeviceStorage } from '../device/preferences.svelte.ts';

const KEY = 'holdline.rung';

/** A reminder, told apart from the same task put to another time. */
export interface Ringing {
  readonly id: string;
  readonly remindAt: number | null;
}

const markOf = ({ id, remindAt }: Ringing): string => `${id} ${String(remindAt)}`;

/** So many are remembered: more than anybody is reminded of before the page is loaded anew. */
const REMEMBERED = 200;

/**
 * Which of these have not rung on this device yet; from now on they have. Only the tab that holds the line asks, so that one rings for
 * all, and a page that is loaded anew does not ring again.
 */
export function takeUnrung(storage: DeviceStorage | null, reminders: readonly Ringing[]): readonly Ringing[] {
  const before = (storage?.getItem(KEY) ?? '').split('\n').filter((mark) => mark !== '');
  const unrung = reminders.filter((reminder) => !before.includes(markOf(reminder)));
  if (unrung.length > 0) keep(storage, KEY, [...before, ...unrung.map(markOf)].slice(-REMEMBERED).join('\n'));
  return unrung;
}

/** Two short notes; silent where the browser allows no sound before somebody has touched the page. */
export function ring(): void {
  try {
    const audio = new AudioContext();
    const end = audio.currentTime + 0.6;
    for (const [index, frequency] of [660, 880].entries()) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const start = audio.currentTime + index * 0.18;
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(0.12, start + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.3);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(end);
      if (index === 1) tone.onended = () => void audio.close();
    }
  } catch {
    // No sound is no reason to show nothing.
  }
}
