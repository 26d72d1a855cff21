import type { VisitorId } from '#schema/ids.ts';
import { isMailbox } from '#schema/mail/mail-server.ts';
import { fail, ok } from '#schema/result.ts';
import type { Actor } from '#schema/words.ts';
import type { JoiningStore } from '../joining/joining-store.ts';
import type { Clock } from '../ports.ts';
import type { Confirming } from './confirming-contract.ts';
import { inBothForms, type Written } from './letter-text.ts';
import type { Reader } from './letter-content.ts';
import { languageFrom, LETTER_TEXTS } from './letter-texts.ts';
import type { LetterStore } from './letter-store.ts';
import { messageIdOf } from './mail-sender.ts';
import type { Mail } from './mail.ts';
import type { Tickets } from './tickets.ts';

export interface ConfirmingDeps {
  readonly tokens: Pick<JoiningStore, 'cameByLetter'>;
  readonly store: Pick<LetterStore, 'firstAddress' | 'isStopped'>;
  readonly tickets: Pick<Tickets, 'addressKey'>;
  readonly mail: Pick<Mail, 'settings' | 'send'>;
  readonly reader: (visitor: VisitorId) => Reader;
  /** As its visitors know it. */
  readonly siteOf: (visitor: VisitorId) => string;
  readonly newId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly clock: Clock;
}

interface Sent {
  readonly code: string;
  readonly until: number;
  readonly tries: number;
}

const GOOD_FOR = 15 * 60_000;
const TRIES = 5;
const DAY = 86_400_000;
const CODES_A_DAY = 3;
const MOST_KEPT = 1_000;

/**
 * A device that came by a letter reads and answers; before it takes or deletes all that is kept of its visitor it says a code that goes to
 * the mailbox (PRIV5): whoever was handed the letter on has no such mailbox. Kept in memory: a restart asks anew, and forgets nothing else.
 *
 * Invariants:
 * - C1 A code goes to the address where the first letter went and nowhere else: the visitor's devices, also one that came by a letter, may
 *   write another one on the card.
 * - C2 It is good for the device that asked, once, for a quarter of an hour, and for five tries.
 * - C3 Whom a site signs on such a device takes the conversation along only with that mailbox: signed, or by the code.
 */
export function createConfirming(deps: ConfirmingDeps): Confirming {
  const { clock } = deps;
  /** By the device, in the order of their coming. */
  const sent = new Map<VisitorId, Sent>();
  const confirmed = new Map<VisitorId, number>();
  const asked = new Map<VisitorId, readonly number[]>();

  const deviceOf = (actor: Actor): VisitorId | null =>
    actor.kind === 'visitor' && actor.origin !== undefined && deps.tokens.cameByLetter(actor.origin)
      ? actor.origin
      : null;

  const mustConfirm = (actor: Actor): boolean => {
    const device = deviceOf(actor);
    return device !== null && (confirmed.get(device) ?? 0) <= clock.now();
  };

  /** Not one too many today, of this visitor on whatever device; it counts. */
  function mayAsk(visitor: VisitorId): boolean {
    const today = (asked.get(visitor) ?? []).filter((at) => at > clock.now() - DAY);
    if (today.length >= CODES_A_DAY) return false;
    keep(asked, visitor, [...today, clock.now()]);
    return true;
  }

  function write(code: string, visitor: VisitorId, reader: Reader): Written {
    const { code: texts } = LETTER_TEXTS[languageFrom(reader.language)];
    const site = deps.siteOf(visitor);
    return inBothForms(texts.subject(site), reader.language, [texts.lead(site), { code }, texts.hint]);
  }

  const isFirstAddress = (visitor: VisitorId, key: string | null): boolean =>
    key !== null && key === deps.store.firstAddress(visitor);

  return {
    mustConfirm,
    mayBring: (device, visitor, email = '') =>
      !deps.tokens.cameByLetter(device) ||
      (confirmed.get(device) ?? 0) > clock.now() ||
      isFirstAddress(visitor, isMailbox(email) ? deps.tickets.addressKey(email) : null),
    sendCode: async (actor) => {
      const device = deviceOf(actor);
      if (device === null || actor.kind !== 'visitor') return fail('not-needed');
      const reader = deps.reader(actor.id);
      const to = reader.fields.email ?? '';
      const key = isMailbox(to) ? deps.tickets.addressKey(to) : null;
      if (key === null || !isFirstAddress(actor.id, key) || deps.store.isStopped(key)) return fail('no-address');
      const account = deps.mail.settings.current();
      if (account === null) return fail('not-sent');
      if (!mayAsk(actor.id)) return fail('too-many');
      const code = codeFrom(deps.randomBytes(8));
      keep(sent, device, { code, until: clock.now() + GOOD_FOR, tries: TRIES });
      const letter = { ...write(code, actor.id, reader), to, references: [] };
      const messageId = messageIdOf(deps.newId(), account.server.from);
      const { kind } = await deps.mail.send(account, { ...letter, messageId });
      return kind === 'sent' ? ok(masked(to)) : fail('not-sent');
    },
    confirm: (actor, code) => {
      const device = deviceOf(actor);
      const known = device === null ? undefined : sent.get(device);
      if (device === null || known === undefined) return false;
      const isRight = known.until > clock.now() && known.code === code;
      if (isRight || known.tries <= 1) sent.delete(device);
      else sent.set(device, { ...known, tries: known.tries - 1 });
      if (isRight) keep(confirmed, device, clock.now() + GOOD_FOR);
      return isRight;
    },
  };
}

/** The last one of so many. */
function keep<Value>(map: Map<VisitorId, Value>, key: VisitorId, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MOST_KEPT && oldest !== undefined) map.delete(oldest);
}

/** Eight digits. */
const codeFrom = (bytes: Uint8Array): string =>
  String(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0) % 100_000_000n).padStart(8, '0');

/** `a…@example.com`. */
const masked = (address: string): string => `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`;
