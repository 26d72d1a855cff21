/** What happened, as a hash of everything and the text of the newest. Two runs of one seed have the same hash. */
export interface Trace {
  readonly say: (...words: readonly (string | number)[]) => void;
  readonly hash: () => string;
  readonly newest: () => readonly string[];
  readonly lines: () => number;
}

const KEPT = 400;

export function createTrace(now: () => number, start: number, isLoud: boolean): Trace {
  const kept: string[] = [];
  let high = 0x811c9dc5;
  let low = 0xdeadbeef;
  let lines = 0;

  return {
    say: (...words) => {
      const line = `${((now() - start) / 1000).toFixed(3)} ${words.join(' ')}`;
      for (let index = 0; index < line.length; index += 1) {
        const unit = line.charCodeAt(index);
        high = Math.imul(high ^ unit, 16777619);
        low = Math.imul(low ^ unit, 1597334677);
      }
      kept[lines % KEPT] = line;
      lines += 1;
      if (isLoud) process.stdout.write(`${line}\n`);
    },
    hash: () => `${(high >>> 0).toString(16).padStart(8, '0')}${(low >>> 0).toString(16).padStart(8, '0')}`,
    newest: () => [...kept.slice(lines % KEPT), ...kept.slice(0, lines % KEPT)],
    lines: () => lines,
  };
}
