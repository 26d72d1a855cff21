import type { CommandId } from '#schema/ids.ts';
import { createIdFactory } from '#schema/ids.ts';
import type { Connection } from '../store/database.ts';
import { createLetterStore } from './letter-store.ts';
import { createLetters, type Letters, type LettersDeps } from './letters.ts';

/** What letters need of the machine and of the workspace. */
export type LettersPort = Pick<LettersDeps, 'mail' | 'tickets' | 'looksEvery'> & { readonly random?: () => number };

type OfStreet = Omit<LettersDeps, keyof LettersPort | 'store' | 'newId'> & {
  readonly connection: Connection;
};

/** Null where nothing is mailed. */
export const lettersOf = (port: LettersPort | undefined, deps: OfStreet): Letters | undefined =>
  port &&
  createLetters({
    ...deps,
    random: Math.random,
    ...port,
    store: createLetterStore(deps.connection),
    newId: createIdFactory<CommandId>({ now: deps.clock.now, randomBytes: deps.randomBytes }),
  });
