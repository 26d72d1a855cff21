/** One conversation of the year as the entries that it leaves, one after the other; the same that the server's rules would let in. */
import type { Effect } from '#schema/conversation/entry.ts';
import type { CommandId, VisitorId } from '#schema/ids.ts';
import type { Author } from '#schema/words.ts';
import type { Random } from '../../tests/support/random.ts';
import { pickLanguage, writeText } from './words.ts';

/** What happens next: in the conversation itself, in its desk document or on the visitor's card. */
export interface Happening {
  readonly where: 'conversation' | 'desk' | 'contact';
  readonly by: Author;
  readonly effect: Effect;
}

export interface TalkOptions {
  readonly visitor: VisitorId;
  readonly operators: readonly Author[];
  /** Messages, with those of both sides. */
  readonly messages: number;
  readonly site: string;
  /** Nobody closes it. */
  readonly staysOpen: boolean;
}

const SHARE = { notes: 0.08, contacts: 0.15, handOvers: 0.05, edits: 0.03, unsent: 0.005 };

/** `newest` gives the id of the entry that was written last. */
export function* talk(random: Random, options: TalkOptions, newest: () => CommandId): Generator<Happening, void> {
  const { visitor: id, operators, messages, site, staysOpen } = options;
  const language = pickLanguage(random);
  const visitor: Author = { kind: 'visitor', id, name: '' };
  let operator = random.pick(operators);
  const page = { url: `https://${site}.example/${language}/catalogue/${random.between(1, 4_000)}`, title: 'Catalogue' };
  const here = (by: Author, effect: Effect): Happening => ({ where: 'conversation', by, effect });
  const say = (by: Author, first = false): Happening =>
    here(by, { kind: 'said', text: writeText(random, language), ...(first && { page }) });

  yield here(visitor, { kind: 'started', visitor: id, site, page });
  yield say(visitor, true);
  yield here(operator, { kind: 'taken' });
  if (random.chance(SHARE.contacts))
    yield { where: 'contact', by: operator, effect: { kind: 'contact-updated', fields: cardOf(random) } };
  let speaker: Author = operator;
  for (let said = 1; said < messages; said += 1) {
    yield say(speaker);
    if (random.chance(SHARE.edits))
      yield here(speaker, { kind: 'edited', message: newest(), text: writeText(random, language), rev: 1 });
    else if (random.chance(SHARE.unsent)) yield here(speaker, { kind: 'unsent', message: newest(), rev: 1 });
    if (speaker.kind === 'operator' && random.chance(SHARE.handOvers / messages)) {
      const to = random.pick(operators);
      yield here(operator, { kind: 'handed-over', to });
      operator = to;
    }
    // Two thirds of all lines answer the other side; the rest go on with what was said.
    if (random.chance(0.66)) speaker = speaker === visitor ? operator : visitor;
    else if (speaker !== visitor) speaker = operator;
  }
  if (random.chance(SHARE.notes))
    yield { where: 'desk', by: operator, effect: { kind: 'noted', text: writeText(random, language) } };
  if (!staysOpen) yield here(operator, { kind: 'closed' });
}

const cardOf = ({ between }: Random) => ({
  name: `Customer ${between(1, 99_999)}`,
  email: `customer${between(1, 99_999)}@example.com`,
  ...(between(0, 1) === 1 && { phone: `+48 ${between(100_000_000, 999_999_999)}` }),
});

/**
 * So many conversations with exactly so many messages: lengths are log-normal (median 7 for a mean of 13), and one in 3,000
 * has gone on for months.
 */
export function lengthsOf(random: Random, conversations: number, messages: number): number[] {
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
  const shape = Array.from({ length: conversations }, () =>
    random.chance(1 / 3_000) ? random.between(500, 3_000) : Math.exp(1.94 + 1.1 * normal()),
  );
  const scale = messages / shape.reduce((sum, length) => sum + length, 0);
  const lengths = shape.map((length) => Math.max(1, Math.round(length * scale)));
  let missing = messages - lengths.reduce((sum, length) => sum + length, 0);
  while (missing !== 0) {
    const index = random.between(0, conversations - 1);
    const length = lengths[index] ?? 1;
    if (missing < 0 && length === 1) continue;
    lengths[index] = length + Math.sign(missing);
    missing -= Math.sign(missing);
  }
  return lengths;
}
