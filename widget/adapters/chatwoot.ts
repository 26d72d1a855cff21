import type { HoldlineOptions } from '../api/holdline.ts';
import { CHATWOOT } from './reasons.ts';
import { asBoolean, asText, oneOf } from './rules.ts';
import { attributesOf, holdline, isObject, languageOf, load, placeOf, present, sideOf } from './shared.ts';
import { createTeller, wordsOf } from './teller.ts';

/**
 * Accepts calls written for Chatwoot's website SDK. Written from its public documentation (chatwoot.com user guide, "How to send
 * additional user information to Chatwoot using SDK"); what it maps and what it passes over stands in the manual (API10).
 */

interface Host {
  chatwootSettings?: unknown;
  chatwootSDK?: unknown;
  $chatwoot?: unknown;
}
interface Message {
  readonly id: string;
  readonly text: string;
  readonly by: 'visitor' | 'operator';
  readonly name: string;
  readonly at: number;
}

const place = placeOf(document.currentScript);
const host = globalThis as unknown as Host;
const { tell, invalid, read, attempt } = createTeller('Chatwoot', CHATWOOT);
const KNOWN = ['hideMessageBubble', 'position', 'locale', 'useBrowserLanguage', 'darkMode'];
const SITE = /^[a-z0-9][a-z0-9-]{0,39}$/;

const say = (name: string, detail?: unknown): void =>
  void dispatchEvent(new CustomEvent(`chatwoot:${name}`, { detail }));
const asScheme = oneOf('auto', 'light', 'dark');

/** What is wrong with one of these does nothing and is told, also where looking at it throws. */
const METHODS: Readonly<Record<string, (...given: readonly unknown[]) => unknown>> = {
  toggle: (state) => holdline(state === 'open' || state === 'close' ? state : 'toggle'),
  toggleBubbleVisibility: (wish) => {
    if (wish === 'hide' || wish === 'show') void holdline(wish);
    else invalid('toggleBubbleVisibility', wish);
  },
  popoutChatWindow: () => {
    tell('popoutChatWindow');
    void holdline('open');
  },
  setUser: (_identifier, user) => {
    const given = read('setUser', user, (each) => (isObject(each) ? each : undefined)) ?? {};
    for (const name of ['identifier_hash', 'avatar_url']) if (name in given) tell(name);
    const [name, email, phone] = ['name', 'email', 'phone_number'].map((field) => read(field, given[field], asText));
    void holdline('identify', present({ name, email, phone }));
  },
  setLocale: (locale) => {
    const language = languageOf(locale);
    if (language === undefined) tell(`setLocale ${wordsOf(locale)}`);
    else void holdline('setLanguage', language);
  },
  setColorScheme: (mode = 'light') => {
    const scheme = read('setColorScheme', mode, asScheme);
    if (scheme !== undefined) void holdline('setLook', { scheme });
  },
  setCustomAttributes: (given) => {
    if (isObject(given) && !Array.isArray(given)) describe(given);
    else invalid('setCustomAttributes', given);
  },
  deleteCustomAttribute: (name) => {
    if (typeof name === 'string') describe({ [name]: null });
    else invalid('deleteCustomAttribute', name);
  },
  reset: () => holdline('shutdown'),
  ...Object.fromEntries(
    [...['setLabel', 'removeLabel'], ...['setConversationCustomAttributes', 'deleteConversationCustomAttribute']].map(
      (name) => [name, () => tell(name)],
    ),
  ),
};
const describe = (given: Readonly<Record<string, unknown>>): void =>
  void holdline(
    'setAttributes',
    attributesOf(given, { drop: (name) => invalid(`setCustomAttributes ${name}`, given[name]) }),
  );

const chatwoot = {
  isOpen: false,
  hasLoaded: false,
  ...Object.fromEntries(
    Object.entries(METHODS).map(([name, act]) => [
      name,
      (...given: readonly unknown[]): void => attempt(name, () => act(...given)),
    ]),
  ),
};

function run(given: unknown): void {
  const settings = isObject(host.chatwootSettings) ? host.chatwootSettings : {};
  const token = isObject(given) ? given.websiteToken : undefined;
  for (const name of Object.keys(settings)) if (!KNOWN.includes(name)) tell(name);
  const position = read('position', settings.position, oneOf('left', 'right'));
  const options: HoldlineOptions = present({
    language:
      settings.useBrowserLanguage === true
        ? languageOf(navigator.language)
        : read('locale', settings.locale, languageOf),
    launcher: read('hideMessageBubble', settings.hideMessageBubble, asBoolean) ? 'none' : undefined,
    side: position && sideOf(position === 'left'),
    scheme: read('darkMode', settings.darkMode, asScheme),
  });
  // Its snippet has one place for what tells sites apart; a token of the old chat is none of our sites.
  const site = place.site === '' && typeof token === 'string' && SITE.test(token) ? token : place.site;
  if (!load({ ...place, site }, options)) return;
  host.$chatwoot = chatwoot;
  let isStarted = false;
  void holdline('on', 'open', () => {
    chatwoot.isOpen = true;
    say('opened');
  });
  void holdline('on', 'close', () => {
    chatwoot.isOpen = false;
    say('closed');
  });
  void holdline('on', 'unread', ({ count }: { count: number }) =>
    say('on-unread-message-count-changed', { unreadMessageCount: count }),
  );
  void holdline('on', 'state', ({ state }: { state: string }) => {
    if (state !== 'none' && !isStarted) say('on-start-conversation', { hasConversation: false });
    isStarted = state !== 'none';
  });
  void holdline('on', 'message', ({ id, text, by, name, at }: Message) =>
    say('on-message', {
      id,
      content: text,
      content_type: 'text',
      message_type: by === 'visitor' ? 0 : 1,
      created_at: Math.floor(at / 1_000),
      sender: { name, type: by === 'visitor' ? 'contact' : 'user' },
    }),
  );
  void holdline('on', 'ready', () => {
    chatwoot.hasLoaded = true;
    say('ready');
  });
}

host.chatwootSDK = { run: (given?: unknown) => attempt('run', () => run(given)) };
