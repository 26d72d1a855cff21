import { startMailServer, type MailServerProcess } from '../../tests/support/mail-server.ts';
import { sendMail, type MailAccount } from '../mail/mail-sender.ts';
import { createTickets, type Tickets } from '../mail/tickets.ts';
import { openTestStreet, type TestStreet, type TestStreetOptions } from './test-street.ts';

/** A street of the site `shop` that writes letters at once, and the mail server that takes them. Tests only. */
export interface MailStreet {
  readonly street: TestStreet & { readonly dataDir: string };
  readonly mailServer: MailServerProcess;
  readonly tickets: Tickets;
  /** What `openTestStreet` is given for letters. */
  readonly letters: NonNullable<TestStreetOptions['letters']>;
  /** Tells who waits for other settings of the mail server. */
  readonly accountChanged: () => void;
  readonly close: () => Promise<void>;
}

export async function openMailStreet(options: TestStreetOptions = {}): Promise<MailStreet> {
  const mailServer = await startMailServer();
  const tickets = createTickets('a secret of an installation, long enough');
  const listeners: (() => void)[] = [];
  const { port } = mailServer;
  const current = (): MailAccount => ({
    server: { host: '127.0.0.1', port, security: 'none', user: '', from: 'chat@shop.example', name: 'Fern & Clay' },
    password: '',
    address: 'https://chat.example.com',
  });
  const settings = {
    current,
    told: () => ({ server: null, password: 'none', isByEnvironment: true, address: null }) as const,
    change: () => ({ ok: true, value: null }) as const,
    onChanged: (listener: () => void) => {
      listeners.push(listener);
      return () => undefined;
    },
  };
  const letters = { mail: { settings, send: sendMail, note: () => undefined }, tickets, looksEvery: 20 };
  const street = await openTestStreet({ letters, ...options });
  street.sites.add({ id: 'shop', name: 'Fern & Clay' });
  street.sites.change('shop', { settings: { mail: { afterMinutes: 0, replyTo: null } } });
  return {
    ...{ street, mailServer, tickets, letters },
    accountChanged: () => listeners.forEach((listener) => listener()),
    close: async () => {
      await street.close();
      await mailServer.close();
    },
  };
}
