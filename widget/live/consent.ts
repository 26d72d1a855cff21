import type { HoldlineClient } from '#client/interface.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { LiveSite } from '#schema/site/live-site.ts';
import type { Language } from '../texts/languages.ts';
import type { KeptTexts } from '../visitor-store.ts';
import type { LiveTexts } from './live-texts.ts';
import { createQuestion } from './question.ts';

/** What was agreed to, when (the device's clock, ms), and in which conversation the server was told of it. */
interface Given {
  readonly at: number;
  readonly words: string;
  readonly told?: string;
}

export interface Consent {
  /** True where nobody asks. */
  readonly isGiven: () => boolean;
  readonly isAsked: () => boolean;
  readonly agreed: () => Promise<void>;
  /** Somebody wants to write: asks, or puts the question away again; false: nothing is to be asked. */
  readonly wish: () => boolean;
  readonly set: (on: boolean) => Promise<void>;
  readonly forget: () => void;
  readonly told: (client: Pick<HoldlineClient, 'outbox'>, conversation: ConversationId) => void;
}

interface ConsentParts {
  readonly root: ShadowRoot;
  readonly texts: LiveTexts;
  readonly site: LiveSite;
  readonly key: string;
  readonly storage: KeptTexts | null;
  readonly language: Language;
  readonly changed: (isGiven: boolean) => void;
}

/** As long as taking it back may take to reach the server before the panel goes; ms. */
const TOLD_WITHIN = 3_000;

/** Whether the visitor has agreed (CONSENT1 to CONSENT4): asked once, kept on its device alone until it writes, and to be taken back. */
export function createConsent(parts: ConsentParts): Consent {
  const { texts, site, storage, language } = parts;
  const key = `${parts.key}:consent`;
  const words = site.consent?.words[language] || texts.consent;
  let given: Given | null = read();
  let agree: () => void = () => undefined;
  let promise = site.consent ? new Promise<void>((resolve) => (agree = resolve)) : Promise.resolve();
  if (given) agree();
  let client: Pick<HoldlineClient, 'outbox'> | null = null;

  const question = site.consent
    ? createQuestion(
        parts.root,
        texts,
        { words, link: site.consent.link },
        {
          yes: () => void set(true),
          no: () => {
            question?.putAway();
            parts.root.querySelector('button')?.focus({ preventScroll: true });
          },
        },
      )
    : null;

  function read(): Given | null {
    try {
      const kept = JSON.parse(storage?.getItem(key) ?? 'null') as Given | null;
      return typeof kept?.at === 'number' ? kept : null;
    } catch {
      return null;
    }
  }

  function keep(value: Given | null): void {
    given = value;
    try {
      if (value) storage?.setItem(key, JSON.stringify(value));
      else (storage as Storage | null)?.removeItem(key);
    } catch {
      // Refused: it holds for this page.
    }
  }

  async function set(on: boolean): Promise<void> {
    question?.putAway();
    if (!site.consent || on === (given !== null)) return;
    if (on) {
      keep({ at: Date.now(), words });
      agree();
      return parts.changed(true);
    }
    const conversation = given?.told as ConversationId | undefined;
    keep(null);
    promise = new Promise((resolve) => (agree = resolve));
    parts.changed(false);
    const telling =
      client && conversation ? client.outbox.add('consent.give', { conversation, on: false }) : Promise.resolve();
    await Promise.race([settled(client, telling), new Promise((resolve) => setTimeout(resolve, TOLD_WITHIN))]);
    client = null;
  }

  return {
    isGiven: () => !site.consent || given !== null,
    isAsked: () => question?.isAsked() === true,
    agreed: () => promise,
    forget: () => keep(null),
    wish: () => {
      if (!question || given) return false;
      if (question.isAsked()) question.putAway();
      else question.ask();
      return true;
    },
    set,
    told: (its, conversation) => {
      client = its;
      if (!given || given.told === conversation) return;
      keep({ ...given, told: conversation });
      void its.outbox.add('consent.give', { conversation, on: true, words: given.words });
    },
  };
}

/** Nothing waits on this device any more. */
async function settled(client: Pick<HoldlineClient, 'outbox'> | null, telling: Promise<unknown>): Promise<void> {
  await telling;
  if (!client) return;
  const { outbox } = client;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (outbox.current.some(({ command }) => command.type === 'consent.give')) return;
      stop();
      resolve();
    };
    const stop = outbox.subscribe(look);
    look();
  });
}
