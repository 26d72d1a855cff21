import * as v from 'valibot';
import { hidesPassword, isSameAccount, mailServerSchema, type MailServer } from '#schema/mail/mail-server.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { MailAccount } from './mail-sender.ts';
import type { MailKey } from './mail-key.ts';
import type { MailStore } from './mail-store.ts';

/** How letters leave: set by an admin, or where the server was started, which wins. */
export interface MailSettings {
  /** Null: no letter can leave. */
  readonly current: () => MailAccount | null;
  readonly told: () => {
    readonly server: MailServer | null;
    readonly password: 'none' | 'kept' | 'unreadable';
    readonly isByEnvironment: boolean;
    readonly address: string | null;
  };
  /** `origin`: where whoever changes it came in. Throws when the disk refuses it; then nothing has changed. */
  readonly change: (
    server: MailServer | null,
    password: string | undefined,
    origin: string,
  ) => Result<null, 'by-environment' | 'password-needed' | 'not-protected'>;
  readonly onChanged: (listener: () => void) => () => void;
}

export interface MailSettingsDeps {
  readonly store: MailStore;
  readonly key: MailKey;
  /** Of the environment; null: nothing is set there. */
  readonly given: { readonly server: MailServer; readonly password: string } | null;
  readonly publicUrl: string | null;
}

const storedSchema = v.object({
  server: v.nullable(mailServerSchema),
  /** Locked (mail-key.ts); empty where there is none. */
  sealed: v.string(),
  origin: v.string(),
});

export function createMailSettings({ store, key, given, publicUrl }: MailSettingsDeps): MailSettings {
  const listeners = new Set<() => void>();
  let { server, sealed, origin } = read();

  function read(): v.InferOutput<typeof storedSchema> {
    const nothing = { server: null, sealed: '', origin: '' };
    try {
      const parsed = v.safeParse(storedSchema, JSON.parse(store.read() ?? 'null'));
      return parsed.success ? parsed.output : nothing;
    } catch {
      return nothing;
    }
  }

  const password = (): string | null => (sealed === '' ? '' : key.open(sealed));
  const address = (): string | null => publicUrl ?? (origin === '' ? null : origin);

  return {
    current: () => {
      const link = address();
      if (link === null) return null;
      if (given !== null) return { ...given, address: link };
      const opened = password();
      return server === null || opened === null ? null : { server, password: opened, address: link };
    },
    told: () => ({
      server: given?.server ?? server,
      password:
        given !== null
          ? given.password === ''
            ? 'none'
            : 'kept'
          : sealed === ''
            ? 'none'
            : password() === null
              ? 'unreadable'
              : 'kept',
      isByEnvironment: given !== null,
      address: address(),
    }),
    change: (next, typed, from) => {
      if (given !== null) return fail('by-environment');
      const isKept = next !== null && typed === undefined && sealed !== '';
      if (isKept && (server === null || !isSameAccount(next, server) || password() === null))
        return fail('password-needed');
      if (next !== null && (isKept || typed) && !hidesPassword(next)) return fail('not-protected');
      const kept = next === null ? '' : isKept ? sealed : typed ? key.seal(typed) : '';
      store.write(JSON.stringify({ server: next, sealed: kept, origin: from }));
      [server, sealed, origin] = [next, kept, from];
      for (const listener of listeners) listener();
      return ok(null);
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
