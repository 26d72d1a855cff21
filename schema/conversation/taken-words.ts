/** A line of a conversation, as far as it may be a rating. */
interface RatedLine {
  readonly kind: string;
  readonly comment?: string;
}

/** The lines as they read now: words that were taken away by a later rating are told nowhere (RATE2). The same array where there are none. */
export function withoutTakenWords<Line extends { readonly kind: string }>(lines: readonly Line[]): readonly Line[] {
  const isWordless = (line: RatedLine): boolean => line.kind === 'rated' && line.comment === undefined;
  const last = lines.findLastIndex(isWordless);
  const isTaken = (line: RatedLine, index: number): boolean =>
    index < last && line.kind === 'rated' && line.comment !== undefined;
  if (!lines.some(isTaken)) return lines;
  return lines.map((line, index) => {
    if (!isTaken(line, index)) return line;
    const { comment: _taken, ...rest } = line as Line & RatedLine;
    return rest as unknown as Line;
  });
}
