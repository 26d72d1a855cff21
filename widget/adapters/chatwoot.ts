import type { HoldlineOptions } from '../api/holdline.ts';
import { CHATWOOT } from './reasons.ts';
import {
  attributesOf,
  createTeller,
  holdline,
  identityOf,
  isObject,
  languageOf,
  load,
  placeOf,
  sideOf,
} from './shared.ts';

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
const tell = createTeller('Chatwoot', CHATWOOT);
const KNOWN = ['hideMessageBubble', 'position', 'locale', 'useBrowserLanguage', 'darkMode'];
const SITE = /^[a-z0-9][a-z0-9-]{0,39}$/;

const say = (name: string, detail?: unknown): void =>
  void dispatchEvent(new CustomEvent(`chatwoot:${name}`, { detail }));
const schemeOf = (mode: unknown): 'auto' | 'light' | 'dark' => (mode === 'dark' || mode === 'auto' ? mode : 'light');

const chatwoot = {
  isOpen: false,
  hasLoaded: false,
  toggle: (state?: unknown) => void holdline(state === 'open' || state === 'close' ? state : 'toggle'),
  toggleBubbleVisibility: (wish: unknown) => void holdline(wish === 'hide' ? 'hide' : 'show'),
  popoutChatWindow: () => {
    tell('popoutChatWindow');
    void holdline('open');
  },
  setUser: (_identifier: unknown, user: unknown) => {
    const given = isObject(user) ? user : {};
    for (const name of ['identifier_hash', 'avatar_url']) if (name in given) tell(name);
    void holdline('identify', identityOf(given, { name: 'name', email: 'email', phone_number: 'phone' }));
  },
  setLocale: (locale: unknown) => {
    const language = languageOf(locale);
    if (language === null) tell(`setLocale ${String(locale)}`);
    else void holdline('setLanguage', language);
  },
  setColorScheme: (mode: unknown) => void holdline('setLook', { scheme: schemeOf(mode) }),
  setCustomAttributes: (given: unknown) => void holdline('setAttributes', attributesOf(isObject(given) ? given : {})),
  deleteCustomAttribute: (name: unknown) => void holdline('setAttributes', attributesOf({ [String(name)]: null })),
  reset: () => void holdline('shutdown'),
  ...Object.fromEntries(
    [...['setLabel', 'removeLabel'], ...['setConversationCustomAttributes', 'deleteConversationCustomAttribute']].map(
      (name) => [name, () => tell(name)],
    ),
  ),
};

function run(given: unknown): void {
  const settings = isObject(host.chatwootSettings) ? host.chatwootSettings : {};
  const token = isObject(given) ? given.websiteToken : undefined;
  for (const name of Object.keys(settings)) if (!KNOWN.includes(name)) tell(name);
  const language = languageOf(settings.useBrowserLanguage === true ? navigator.language : settings.locale);
  const options: HoldlineOptions = {
    ...(language !== null && { language }),
    ...(settings.hideMessageBubble === true && { launcher: 'none' }),
    ...(typeof settings.position === 'string' && { side: sideOf(settings.position === 'left') }),
    ...('darkMode' in settings && { scheme: schemeOf(settings.darkMode) }),
  };
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

host.chatwootSDK = { run };
