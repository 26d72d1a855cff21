/** What was asked for on the command line: `npm run bench -- --quick --only ours,limit --profile --write-baseline`. */
import { parseArgs } from 'node:util';

export interface Settings {
  readonly only: readonly string[] | null;
  readonly measures: readonly string[] | null;
  readonly isQuick: boolean;
  readonly writesBaseline: boolean;
  readonly profiles: boolean;
  /** The operator's app in a browser; then nothing else is measured. */
  readonly isDesk: boolean;
  /** The page that the widget stands on; then nothing else is measured. */
  readonly isPage: boolean;
  /** What is measured of endurance; then nothing else is. */
  readonly endurance: readonly ('year' | 'sockets' | 'storm')[];
  /** Rounds of sending on the empty file and on the year. */
  readonly sendRounds: number;
  readonly stepSeconds: number;
  readonly warmUpSeconds: number;
  readonly fixedSeconds: number;
  readonly killSeconds: number;
  readonly joins: number;
  /** Searches of a contestant that would make more. */
  readonly mostSearches: number;
  readonly oldMessages: number;
  /** Conversations of 1,000 messages that are opened cold. */
  readonly coldConversations: number;
  readonly profileSeconds: number;
  /** Messages a second of the profiled load; null: where the search begins. */
  readonly profileRate: number | null;
}

const list = (text: string | undefined): string[] | null => text?.split(',').map((part) => part.trim()) ?? null;

export function readSettings(args: readonly string[]): Settings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      measure: { type: 'string' },
      profile: { type: 'boolean', default: false },
      rate: { type: 'string' },
      year: { type: 'boolean', default: false },
      sockets: { type: 'boolean', default: false },
      storm: { type: 'boolean', default: false },
      desk: { type: 'boolean', default: false },
      page: { type: 'boolean', default: false },
      'write-baseline': { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  return {
    only: list(values.only),
    measures: list(values.measure),
    isQuick: quick,
    writesBaseline: values['write-baseline'],
    profiles: values.profile,
    isDesk: values.desk,
    isPage: values.page,
    endurance: (['year', 'sockets', 'storm'] as const).filter((name) => values[name]),
    sendRounds: quick ? 3 : 7,
    stepSeconds: quick ? 1 : 3,
    warmUpSeconds: quick ? 1 : 4,
    fixedSeconds: quick ? 2 : 8,
    killSeconds: quick ? 1 : 4,
    joins: quick ? 500 : 3000,
    mostSearches: quick ? 1 : 3,
    oldMessages: quick ? 100_000 : 1_000_000,
    coldConversations: quick ? 11 : 41,
    profileSeconds: quick ? 4 : 10,
    profileRate: values.rate === undefined ? null : Number(values.rate),
  };
}
