import type { Letter, MailAccount, Sent } from '#sync-server/mail/mail-sender.ts';
import type { LettersPort } from '#sync-server/mail/letters-of-street.ts';
import { createTickets } from '#sync-server/mail/tickets.ts';
import type { Random } from '../../support/random.ts';
import type { Owner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';

/** A mail server on another machine: slow, now and then not there, and now and then its yes is lost. */
export interface MailServer {
  /** As the process of this owner knows it. */
  readonly of: (owner: Owner) => LettersPort;
}

export interface MailServerEvents {
  /** It has taken the letter, whether the sender hears of it or not. */
  readonly taken: (letter: Letter) => void;
  /** The sender, who lives, hears so. */
  readonly heard: (letter: Letter, owner: Owner) => void;
}

const ACCOUNT: MailAccount = {
  server: { host: 'mail.example', port: 25, security: 'none', user: '', from: 'chat@shop.example', name: 'Shop' },
  password: '',
  address: 'https://chat.example',
};

export function createMailServer(world: World, random: Random, events: MailServerEvents): MailServer {
  const tickets = createTickets('the secret of a simulated installation');

  const send = (owner: Owner, letter: Letter): Promise<Sent> =>
    new Promise((resolve) => {
      const answer = (sent: Sent): void =>
        void world.after(
          random.between(5, 2_000),
          () => {
            if (sent.kind === 'sent') events.heard(letter, owner);
            resolve(sent);
          },
          owner,
        );
      world.after(
        random.between(5, 1_500),
        () => {
          // The line broke with the process.
          if (!owner.alive) return;
          const chance = random.fraction();
          if (chance < 0.1) return answer({ kind: 'later', hop: 'reached', detail: 'nobody is there' });
          if (chance < 0.14)
            return answer({ kind: 'refused', isOfAddress: true, hop: 'recipient', detail: 'no such mailbox' });
          events.taken(letter);
          if (chance < 0.24) return answer({ kind: 'later', hop: 'taken', detail: 'the line broke' });
          answer({ kind: 'sent', said: '250 taken' });
        },
        null,
      );
    });

  return {
    of: (owner) => ({
      mail: {
        settings: {
          current: () => ACCOUNT,
          told: () => ({ server: null, password: 'none', isByEnvironment: true, address: null }),
          change: () => ({ ok: true, value: null }),
          onChanged: () => () => undefined,
        },
        send: (_account, letter) => send(owner, letter),
        note: () => undefined,
      },
      tickets,
      random: random.fraction,
    }),
  };
}
