import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { bytesToUuid, uuidToBytes, type CommandId, type ConversationId } from '#schema/ids.ts';

/**
 * What stands in the links of letters: signed, each good for one thing. Whoever holds one can do that thing and no other, and nobody can
 * make one. Only the first byte tells what it is for, and it is signed too.
 */
export interface Tickets {
  /** Of an address, however it is written: enough to know it again, and not to read it. */
  readonly addressKey: (address: string) => string;
  /** For who wants no more letters at this address; good for ever, as the law has it. */
  readonly forStop: (addressKey: string) => string;
  readonly readStop: (ticket: string) => string | null;
  /** For who opens the conversation from a letter; until then, ms. */
  readonly forReturn: (way: Way, until: number) => string;
  /** Null: not ours, or too old. */
  readonly readReturn: (ticket: string, now: number) => Way | null;
}

export interface Way {
  readonly conversation: ConversationId;
  readonly letter: CommandId;
}

const STOP = 1;
const RETURN = 2;
const MAC = 16;
const KEY = 16;

export function createTickets(secret: string): Tickets {
  const key = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `holdline mail ${use}`, 32));
  const [ofAddresses, ofTickets] = [key('addresses'), key('tickets')];
  const macOf = (bytes: Uint8Array): Buffer => createHmac('sha256', ofTickets).update(bytes).digest().subarray(0, MAC);
  const signed = (bytes: Uint8Array): string => Buffer.concat([bytes, macOf(bytes)]).toString('base64url');
  const verified = (ticket: string, use: number, length: number): Buffer | null => {
    if (!/^[\w-]{20,200}$/.test(ticket)) return null;
    const bytes = Buffer.from(ticket, 'base64url');
    if (bytes.length !== length + MAC || bytes[0] !== use) return null;
    const said = bytes.subarray(0, length);
    return timingSafeEqual(bytes.subarray(length), macOf(said)) ? said : null;
  };

  return {
    addressKey: (address) =>
      createHmac('sha256', ofAddresses)
        .update(address.normalize('NFC').trim().toLowerCase())
        .digest()
        .subarray(0, KEY)
        .toString('base64url'),
    forStop: (addressKey) => signed(Buffer.concat([Buffer.of(STOP), Buffer.from(addressKey, 'base64url')])),
    readStop: (ticket) =>
      verified(ticket, STOP, 1 + KEY)
        ?.subarray(1)
        .toString('base64url') ?? null,
    forReturn: ({ conversation, letter }, until) => {
      const bytes = Buffer.alloc(1 + 4 + 16 + 16);
      bytes[0] = RETURN;
      bytes.writeUInt32BE(Math.floor(until / 1_000), 1);
      bytes.set(uuidToBytes(conversation), 5);
      bytes.set(uuidToBytes(letter), 21);
      return signed(bytes);
    },
    readReturn: (ticket, now) => {
      const bytes = verified(ticket, RETURN, 37);
      if (bytes === null || bytes.readUInt32BE(1) * 1_000 < now) return null;
      return {
        conversation: bytesToUuid(bytes.subarray(5, 21)) as ConversationId,
        letter: bytesToUuid(bytes.subarray(21, 37)) as CommandId,
      };
    },
  };
}
