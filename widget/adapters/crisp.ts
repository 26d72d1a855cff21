import type { HoldlineLook } from '../api/holdline.ts';
import { CRISP } from './reasons.ts';
import { asBoolean, asColour, asLayer, asText, oneOf, own } from './rules.ts';
import { attributesOf, holdline, isObject, languageOf, load, placeOf, sideOf } from './shared.ts';
import { createTeller, wordsOf, type Rule } from './teller.ts';

/**
 * Accepts calls written for Crisp. Written from its public documentation (docs.crisp.chat, "$crisp Methods"); what it maps and what
 * it passes over stands in the manual (API10).
 */

type Listener = (detail?: unknown) => void;
interface Host {
  $crisp?: unknown;
  CRISP_RUNTIME_CONFIG?: unknown;
  CRISP_READY_TRIGGER?: unknown;
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
let isQuiet = false;
const { tell, invalid, read, attempt } = createTeller('Crisp', CRISP, () => isQuiet);

/** Near the colours that Crisp gives these names. */
const COLOURS: Readonly<Record<string, string>> = {
  default: '',
  amber: '#ffa000',
  black: '#212121',
  blue: '#1972f5',
  blue_grey: '#546e7a',
  light_blue: '#0288d1',
  brown: '#6d4c41',
  cyan: '#00838f',
  green: '#2e7d32',
  light_green: '#558b2f',
  grey: '#616161',
  indigo: '#3949ab',
  orange: '#ef6c00',
  deep_orange: '#d84315',
  pink: '#d81b60',
  purple: '#8e24aa',
  deep_purple: '#5e35b1',
  red: '#d32f2f',
  teal: '#00796b',
};

/** What can be asked at once, as far as we were told. */
const known = {
  isOpen: false,
  isShown: true,
  unread: 0,
  isOngoing: false,
  identity: {} as Record<string, string>,
  data: new Map<string, unknown>(),
};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : [value]);

function identify(name: string, field: string, given: unknown): void {
  const value = read(name, given, asText);
  if (value === undefined) return;
  known.identity[field] = value;
  void holdline('identify', { [field]: value });
}

/** One name and its value, or a list of such pairs. */
function describe(given: readonly unknown[]): void {
  const pairs = Array.isArray(given[0]) ? (given[0] as readonly unknown[]) : [given];
  const told: Record<string, unknown> = {};
  for (const pair of pairs) {
    const [name, value] = listOf(pair);
    if (!Array.isArray(pair) || typeof name !== 'string') invalid('session:data', Array.isArray(pair) ? name : pair);
    else {
      known.data.set(name, value);
      told[name] = value;
    }
  }
  void holdline('setAttributes', attributesOf(told, { drop: (name) => invalid(`session:data ${name}`, told[name]) }));
}

const DO: Readonly<Record<string, (given: readonly unknown[]) => unknown>> = {
  'chat:open': () => holdline('open'),
  'chat:close': () => holdline('close'),
  'chat:toggle': () => holdline('toggle'),
  'chat:show': () => ((known.isShown = true), holdline('show')),
  'chat:hide': () => ((known.isShown = false), holdline('hide')),
  'message:send': ([kind, text]) => (kind === 'text' ? holdline('send', text) : tell(`message:send ${wordsOf(kind)}`)),
  'session:reset': () => holdline('shutdown'),
};
const SET: Readonly<Record<string, (given: readonly unknown[]) => unknown>> = {
  'message:text': ([text]) => holdline('prefill', text),
  'user:email': ([email, signature]) => {
    if (signature !== undefined) tell('user:email signature');
    identify('user:email', 'email', email);
  },
  'user:phone': ([phone]) => identify('user:phone', 'phone', phone),
  'user:nickname': ([name]) => identify('user:nickname', 'name', name),
  'session:data': describe,
};
/** Sets a part of the look to what can be made of the setting's value. */
const sets =
  <Value>(name: string, part: keyof HoldlineLook, rule: Rule<Value>) =>
  ([given]: readonly unknown[]): void => {
    const value = read(name, given, rule);
    if (value !== undefined) void holdline('setLook', { [part]: value });
  };
const asReverse: Rule<'start' | 'end'> = (given) => {
  const isReverse = asBoolean(given);
  return isReverse === undefined ? undefined : sideOf(isReverse);
};
/** A name of Crisp's, or a colour. */
const asTheme: Rule<string> = (given) => own(COLOURS, given) ?? (given === '' ? undefined : asColour(given));
const CONFIG: Readonly<Record<string, (given: readonly unknown[]) => unknown>> = {
  'position:reverse': sets('position:reverse', 'side', asReverse),
  'color:theme': sets('color:theme', 'accent', asTheme),
  'color:mode': sets('color:mode', 'scheme', oneOf('auto', 'light', 'dark')),
  'container:index': sets('container:index', 'zIndex', asLayer),
};

/** As Crisp tells of a message. */
const messageOf = ({ id, text, by, name, at }: Message) => ({
  type: 'text',
  origin: 'chat',
  content: text,
  from: by === 'visitor' ? 'user' : 'operator',
  fingerprint: id,
  timestamp: at,
  user: { nickname: name },
});
const ofSide =
  (side: Message['by']) =>
  (listener: Listener): Listener =>
  (message) => {
    if ((message as Message).by === side) listener(messageOf(message as Message));
  };
const plainly =
  (listener: Listener): Listener =>
  () =>
    listener();

const EVENTS: Readonly<
  Record<string, readonly [event: string, listen: (listener: Listener) => Listener, once?: true]>
> = {
  'session:loaded': ['ready', plainly],
  'chat:initiated': ['open', plainly, true],
  'chat:opened': ['open', plainly],
  'chat:closed': ['close', plainly],
  'message:sent': ['message', ofSide('visitor')],
  'message:received': ['message', ofSide('operator')],
};
const listening = new Map<string, { readonly event: string; readonly listener: Listener }[]>();

function listen(name: string, listener: unknown): void {
  const how = own(EVENTS, name);
  if (how === undefined) return tell(name);
  if (typeof listener !== 'function') return invalid(name, listener);
  const [event, wrap, once] = how;
  const wrapped = wrap(listener as Listener);
  listening.set(name, [...(listening.get(name) ?? []), { event, listener: wrapped }]);
  void holdline(once ? 'once' : 'on', event, wrapped);
}

function run(command: unknown): void {
  const [action, name, given] = listOf(command);
  const called = wordsOf(name);
  const tables: Readonly<Record<string, typeof DO>> = { do: DO, set: SET, config: CONFIG };
  if (action === 'safe') isQuiet = name === true;
  else if (action === 'on') listen(called, given);
  else if (action === 'off') {
    for (const { event, listener } of listening.get(called) ?? []) void holdline('off', event, listener);
    listening.delete(called);
  } else {
    const act = own(own(tables, action) ?? {}, name);
    if (act === undefined) tell(called);
    else void act(listOf(given));
  }
}
const runAll = (commands: readonly unknown[]): void => {
  for (const command of commands) attempt('push', () => run(command));
};

const GET: Readonly<Record<string, (name?: unknown) => unknown>> = {
  'session:data': (name) => known.data.get(wordsOf(name)) ?? null,
  'chat:unread:count': () => known.unread,
  'user:email': () => known.identity.email ?? null,
  'user:phone': () => known.identity.phone ?? null,
  'user:nickname': () => known.identity.name ?? null,
};
const IS: Readonly<Record<string, () => boolean>> = {
  'chat:opened': () => known.isOpen,
  'chat:closed': () => !known.isOpen,
  'chat:visible': () => known.isShown,
  'chat:hidden': () => !known.isShown,
  'chat:small': () => innerWidth <= 520,
  'chat:large': () => innerWidth > 520,
  'session:ongoing': () => known.isOngoing,
};
function ask<Answer>(
  table: Readonly<Record<string, (more?: unknown) => Answer>>,
  name: unknown,
  otherwise: Answer,
  more?: unknown,
): Answer {
  const answer = own(table, name);
  if (answer === undefined) tell(wordsOf(name));
  return answer?.(more) ?? otherwise;
}

const config = isObject(host.CRISP_RUNTIME_CONFIG) ? host.CRISP_RUNTIME_CONFIG : {};
const language = read('locale', config.locale, languageOf);
load(place, language === undefined ? {} : { language });
void holdline('on', 'open', () => void (known.isOpen = true));
void holdline('on', 'close', () => void (known.isOpen = false));
void holdline('on', 'unread', ({ count }: { count: number }) => void (known.unread = count));
void holdline('on', 'state', ({ state }: { state: string }) => void (known.isOngoing = state !== 'none'));

const kept = Array.isArray(host.$crisp) ? (host.$crisp as readonly unknown[]) : [];
host.$crisp = {
  push: (...commands: readonly unknown[]) => runAll(commands),
  get: (name?: unknown, more?: unknown) => ask(GET, name, null, more),
  is: (name?: unknown) => ask(IS, name, name === 'website:available'),
  help: () => console.info(`Holdline answers here in place of Crisp: ${place.origin}/docs/widget`),
};
runAll(kept);
if (typeof host.CRISP_READY_TRIGGER === 'function') void holdline('on', 'ready', host.CRISP_READY_TRIGGER);
