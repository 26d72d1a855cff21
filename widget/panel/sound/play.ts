/** Two soft tones made as they are played: no file to load. From the beginning, how long, s, and Hz. */
const NOTES = [
  [0, 0.5, 659.26],
  [0.13, 0.7, 987.77],
] as const;
const LOUDEST = 0.16;
const RISES_WITHIN = 0.012;
/** How long a browser may take to start, ms: one that does not allow it never answers. */
const STARTS_WITHIN = 400;

/** Null: the browser allows no sound before somebody has touched the page. What it gives plays it once. */
export async function readySound(): Promise<(() => void) | null> {
  if (typeof AudioContext === 'undefined') return null;
  const audio = new AudioContext();
  await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, STARTS_WITHIN))]).catch(() => null);
  if (audio.state !== 'running') {
    void audio.close();
    return null;
  }
  return () => {
    for (const [at, length, frequency] of NOTES) {
      const begin = audio.currentTime + at;
      const tone = new OscillatorNode(audio, { frequency });
      const gain = new GainNode(audio, { gain: 0 });
      gain.gain.setValueAtTime(0, begin);
      gain.gain.linearRampToValueAtTime(LOUDEST, begin + RISES_WITHIN);
      gain.gain.exponentialRampToValueAtTime(0.0001, begin + length);
      tone.connect(gain).connect(audio.destination);
      tone.start(begin);
      tone.stop(begin + length);
    }
    setTimeout(() => void audio.close(), 1_500);
  };
}
