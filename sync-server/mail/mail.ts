import type { HopFailure, MailResponse } from '#schema/http/mail.ts';
import type { Clock } from '../ports.ts';
import { createMailSettings, type MailSettings, type MailSettingsDeps } from './mail-settings.ts';
import type { SendMail } from './mail-sender.ts';
import type { MailStore } from './mail-store.ts';
import { createTestLetter, type SendTestLetter } from './test-letter.ts';

/** The way to the mail server: how it is set up, whether it works, and a letter to see that it does. */
export interface Mail {
  readonly settings: MailSettings;
  readonly send: SendMail;
  readonly test: SendTestLetter;
  readonly standing: () => MailStanding;
  /** What became of the last try to send a letter; null: the server took it. */
  readonly note: (failure: HopFailure | null) => void;
}

export type MailStanding = Pick<MailResponse, 'waiting' | 'sent' | 'failed' | 'failure'>;

export interface MailDeps extends MailSettingsDeps {
  readonly store: MailStore;
  readonly send: SendMail;
  readonly clock: Clock;
  readonly newId: () => string;
}

const DAY = 86_400_000;

export function createMail(deps: MailDeps): Mail {
  const { store, send, clock } = deps;
  const settings = createMailSettings(deps);
  const test = createTestLetter({ ...deps, settings });
  let failure: MailStanding['failure'] = null;
  const note: Mail['note'] = (met) => {
    failure = met === null ? null : { hop: met.hop, detail: met.detail, at: clock.now() };
  };
  // What failed before may be put right now.
  settings.onChanged(() => note(null));
  return {
    settings,
    send,
    test: async (...given) => {
      const answer = await test(...given);
      if (typeof answer === 'object') note(answer.failure?.hop === 'recipient' ? null : answer.failure);
      return answer;
    },
    standing: () => ({ ...store.counts(clock.now() - DAY), failure }),
    note,
  };
}
