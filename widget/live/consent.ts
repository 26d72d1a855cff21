import type { HoldlineClient } from '#client/interface.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { LiveSite } from '#schema/site/live-site.ts';
import type { Language } from '../texts/languages.ts';
import type { KeptTexts, PageMemory } from '../page-storage.ts';
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
  /** Of this round: refused by a no, after which the next call begins another one. */
  readonly agreed: () => Promise<void>;
  /** Somebody wants to write; false: nothing is to be asked. */
  readonly ask: () => boolean;
  /** Who waits for a yes is told no, and the question goes. */
  readonly refuse: () => void;
  readonly set: (on: boolean) => Promise<void>;
  readonly forget: () => void;
  /** Of the page's storage, which another tab may have changed. */
  readonly hear: () => void;
  /** The panel is there: what is taken back is told by it, also where nothing was said in this tab. */
  readonly meet: (client: Pick<HoldlineClient, 'outbox'>) => void;
  readonly told: (client: Pick<HoldlineClient, 'outbox'>, conversation: ConversationId) => void;
}

interface ConsentParts {
  readonly root: ShadowRoot;
  readonly launcher: HTMLElement;
  readonly texts: LiveTexts;
  readonly site: LiveSite;
  readonly key: string;
  readonly storage: KeptTexts | null;
  /** Instead of it, until the page is left. */
  readonly memory: PageMemory;
  readonly language: Language;
  readonly isPreview: boolean;
  readonly isInline: boolean;
  /** After a no, where the page has no other button for it. */
  readonly open: () => void;
  readonly changed: (isGiven: boolean) => void;
  /** Somebody said no: what was to open does not. */
  readonly refused: () => void;
  /** Another tab has taken it back, and told the server: this one begins anew. */
  readonly takenBack: () => void;
}

/** As long as taking it back may take to reach the server before the panel goes; ms. */
const TOLD_WITHIN = 3_000;

/** So long a tab waits for who the visitor is, which the tab may not make in which it was agreed; ms. */
const MAKES_WITHIN = 2_000;

/** Whether the visitor has agreed (CONSENT1 to CONSENT4): asked once, kept on its device alone until it writes, and to be taken back. */
export function createConsent(parts: ConsentParts): Consent {
  const { texts, site, storage, memory, language } = parts;
  const key = `${parts.key}:consent`;
  const words = site.consent?.words[language] || texts.consent;
  let given: Given | null = read();
  /** Only where the storage keeps it can another tab change it. */
  let isKept = storage !== null && !memory.has(key);
  let round = begun();
  if (!site.consent || given) round.agree();
  /** Of the round in which was asked last: whoever is told no before the opening that asked has come to wait is told no all the same. */
  let asked = round.promise;
  let client: Pick<HoldlineClient, 'outbox'> | null = null;

  const question = site.consent
    ? createQuestion(
        parts.root,
        parts.launcher,
        texts,
        { words, link: site.consent.link },
        {
          yes: () => void set(true),
          no: refuse,
          again: parts.open,
        },
        parts,
      )
    : null;

  function begun() {
    let agree: () => void = () => undefined;
    let decline: (why?: undefined) => void = agree;
    const promise = new Promise<void>((resolve, reject) => {
      agree = resolve;
      decline = reject;
    });
    // Nobody has to wait for it.
    promise.catch(() => undefined);
    return { promise, agree, decline };
  }

  function refuse(): void {
    question?.putAway(given !== null);
    if (given || !site.consent) return;
    const { decline } = round;
    round = begun();
    parts.refused();
    decline();
  }

  function read(): Given | null {
    try {
      const kept = JSON.parse(memory.get(key) ?? storage?.getItem(key) ?? 'null') as Given | null;
      return typeof kept?.at === 'number' ? kept : null;
    } catch {
      return null;
    }
  }

  function keep(value: Given | null): void {
    given = value;
    memory.delete(key);
    try {
      if (value) storage?.setItem(key, JSON.stringify(value));
      else (storage as Storage | null)?.removeItem(key);
    } catch {
      // Refused: it holds for this page.
      isKept = false;
    }
    if (value && !isKept) memory.set(key, JSON.stringify(value));
  }

  function hear(): void {
    const kept = read();
    if (!site.consent || !isKept || (kept === null && given === null)) return;
    if (kept === null) {
      endRound();
      return parts.takenBack();
    }
    const isNew = given === null;
    // Also where it was noted since, by whichever tab: that is noted once, and its end belongs to the same talk.
    given = kept;
    if (!isNew) return;
    question?.putAway(false);
    agreeAfter(performance.now() + MAKES_WITHIN);
  }

  /** Who the visitor is, the tab makes in which it was agreed: two that make it at once make two. */
  function agreeAfter(latest: number): void {
    if (given === null) return;
    if (storage?.getItem(parts.key) || performance.now() > latest) return agree();
    setTimeout(() => agreeAfter(latest), 50);
  }

  function agree(): void {
    round.agree();
    asked = round.promise;
    parts.changed(true);
  }

  /** Nothing more is kept or told until the next yes. */
  function endRound(): void {
    given = null;
    round = begun();
    asked = round.promise;
    parts.changed(false);
  }

  async function set(on: boolean): Promise<void> {
    if (!on && !given) return refuse();
    question?.putAway(false);
    if (!site.consent || on === (given !== null)) return;
    if (on) {
      keep({ at: Date.now(), words });
      return agree();
    }
    const conversation = given?.told as ConversationId | undefined;
    keep(null);
    endRound();
    const telling =
      client && conversation ? client.outbox.add('consent.give', { conversation, on: false }) : Promise.resolve();
    await Promise.race([settled(client, telling), new Promise((resolve) => setTimeout(resolve, TOLD_WITHIN))]);
    client = null;
  }

  return {
    isGiven: () => !site.consent || given !== null,
    isAsked: () => question?.isAsked() === true,
    agreed: () => asked,
    forget: () => keep(null),
    hear,
    ask: () => {
      if (!question || given) return false;
      asked = round.promise;
      question.ask();
      return true;
    },
    refuse,
    set,
    meet: (its) => void (client = its),
    told: (its, conversation) => {
      client = its;
      // Another tab may have noted it in the moment before this one hears of that.
      given = (isKept ? read() : null) ?? given;
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
