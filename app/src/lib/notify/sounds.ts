import type { Sound } from '#schema/docs/notification-settings.ts';

/**
 * The sounds, made of sines as they are played: no file to load, so they are there without a network. Each is under a second and
 * a half, rises within some milliseconds (a click would startle) and dies away by itself.
 */
interface Note {
  /** From the beginning, and how long it sounds, s. */
  readonly at: number;
  readonly length: number;
  /** Hz; `to`: where it slides to. */
  readonly frequency: number;
  readonly to?: number;
  /** Overtones: how many times the frequency, and how loud. */
  readonly partials: readonly (readonly [ratio: number, gain: number])[];
}

const SOFT = [
  [1, 1],
  [2, 0.18],
] as const;
const WOOD = [
  [1, 1],
  [4, 0.22],
  [9.2, 0.05],
] as const;
const METAL = [
  [1, 1],
  [2.76, 0.34],
  [5.4, 0.12],
] as const;

const NOTES: { readonly [Name in Sound]: readonly Note[] } = {
  chime: [
    { at: 0, length: 0.55, frequency: 659.26, partials: SOFT },
    { at: 0.14, length: 0.75, frequency: 987.77, partials: SOFT },
  ],
  marimba: [
    { at: 0, length: 0.28, frequency: 523.25, partials: WOOD },
    { at: 0.1, length: 0.28, frequency: 659.26, partials: WOOD },
    { at: 0.2, length: 0.42, frequency: 783.99, partials: WOOD },
  ],
  drop: [
    { at: 0, length: 0.16, frequency: 420, to: 900, partials: SOFT },
    { at: 0.17, length: 0.22, frequency: 520, to: 1100, partials: SOFT },
  ],
  bell: [{ at: 0, length: 1.4, frequency: 783.99, partials: METAL }],
};

/** At full volume: loud enough for an office, short of distortion with all partials together. */
const LOUDEST = 0.32;
const RISES_WITHIN = 0.012;
/** How long a browser may take to start, ms: one that does not allow it never answers. */
const STARTS_WITHIN = 400;

/** `volume`: 0 to 1. `blocked`: the browser allows no sound before somebody has touched the page. */
export async function playSound(sound: Sound, volume: number): Promise<'played' | 'blocked' | 'impossible'> {
  if (typeof AudioContext === 'undefined') return 'impossible';
  if (volume <= 0) return 'played';
  let audio: AudioContext;
  try {
    audio = new AudioContext();
  } catch {
    return 'impossible';
  }
  if (!(await hasStarted(audio))) {
    void audio.close();
    return 'blocked';
  }
  const begin = audio.currentTime + 0.02;
  let last: OscillatorNode | null = null;
  let end = 0;
  for (const note of NOTES[sound]) {
    for (const [ratio, gain] of note.partials) {
      const tone = audio.createOscillator();
      const envelope = audio.createGain();
      const start = begin + note.at;
      // High partials die away first, as on an instrument.
      const stop = start + note.length / Math.sqrt(ratio);
      tone.frequency.setValueAtTime(note.frequency * ratio, start);
      if (note.to !== undefined) tone.frequency.exponentialRampToValueAtTime(note.to * ratio, stop);
      envelope.gain.setValueAtTime(0, start);
      // Loudness is heard as the square of it, so that the middle of the slider is the middle.
      envelope.gain.linearRampToValueAtTime(LOUDEST * gain * volume ** 2, start + RISES_WITHIN);
      envelope.gain.exponentialRampToValueAtTime(0.0001, stop);
      tone.connect(envelope).connect(audio.destination);
      tone.start(start);
      tone.stop(stop);
      if (stop > end) [end, last] = [stop, tone];
    }
  }
  if (last !== null) last.onended = () => void audio.close();
  return 'played';
}

async function hasStarted(audio: AudioContext): Promise<boolean> {
  if (audio.state === 'running') return true;
  const waited = new Promise<void>((resolve) => void setTimeout(resolve, STARTS_WITHIN));
  await Promise.race([audio.resume().catch(() => undefined), waited]);
  return (audio.state as AudioContextState) === 'running';
}
