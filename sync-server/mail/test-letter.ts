import type { MailTestResponse } from '#schema/http/mail.ts';
import type { Clock } from '../ports.ts';
import { inBothForms } from './letter-text.ts';
import { LETTER_TEXTS, languageFrom } from './letter-texts.ts';
import type { MailSettings } from './mail-settings.ts';
import { messageIdOf, type SendMail } from './mail-sender.ts';

/** One letter at once, past everything that waits, so that an admin sees how far it comes (MAIL2). */
export type SendTestLetter = (
  person: string,
  to: string,
  language: string,
) => Promise<MailTestResponse | 'just-tested'>;

export interface TestLetterDeps {
  readonly settings: Pick<MailSettings, 'current'>;
  readonly send: SendMail;
  readonly clock: Clock;
  readonly newId: () => string;
}

const TESTED_EVERY = 5_000;

export function createTestLetter({ settings, send, clock, newId }: TestLetterDeps): SendTestLetter {
  const tested = new Map<string, number>();
  return async (person, to, language) => {
    const account = settings.current();
    if (account === null) return { failure: { hop: 'found', detail: 'no mail server is set up' }, said: '' };
    if (clock.now() - (tested.get(person) ?? -Infinity) < TESTED_EVERY) return 'just-tested';
    tested.set(person, clock.now());
    const { test } = LETTER_TEXTS[languageFrom(language)];
    const letter = inBothForms(test.subject, language, [test.words(account.address)]);
    const sent = await send(account, {
      messageId: messageIdOf(newId(), account.server.from),
      ...{ ...letter, to, references: [] },
    });
    if (sent.kind === 'sent') return { failure: null, said: sent.said };
    return { failure: { hop: sent.hop, detail: sent.detail }, said: '' };
  };
}
