/** The web addresses of a site itself. */
export interface OriginsTexts {
  readonly lead: string;
  readonly list: string;
  readonly listHint: string;
  /** The line that is none. */
  readonly wrong: (line: string) => string;
  readonly tooLong: (line: string, most: number) => string;
  readonly tooMany: (most: number) => string;
  readonly only: string;
  readonly onlyHint: string;
  /** While none is named. */
  readonly onlyNone: string;
  readonly uses: readonly string[];
  /** In the section of the snippet. */
  readonly belongs: string;
  readonly belongsOnly: string;
  readonly unnamed: string;
  readonly change: string;
}
