import { CRISP } from './reasons.ts';
import { attributesOf, createTeller, holdline, isObject, languageOf, load, placeOf, sideOf } from './shared.ts';

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
const tell = createTeller('Crisp', CRISP, () => isQuiet);

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
  data: {} as Record<string, unknown>,
};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : [value]);

function identify(field: string, value: unknown): void {
  known.identity[field] = textOf(value);
  void holdline('identify', { [field]: textOf(value) });
}

/** One name and its value, or a list of such pairs. */
function describe(given: readonly unknown[]): void {
  const pairs = Array.isArray(given[0]) ? (given[0] as readonly unknown[]) : [given];
  const told = Object.fromEntries(
    pairs.filter((pair) => Array.isArray(pair)).map(([name, value]) => [String(name), value as unknown]),
  );
  Object.assign(known.data, told);
  void holdline('setAttributes', attributesOf(told));
}

const DO: Readonly<Record<string, (given: readonly unknown[]) => unknown>> = {
  'chat:open': () => holdline('open'),
  'chat:close': () => holdline('close'),
  'chat:toggle': () => holdline('toggle'),
  'chat:show': () => ((known.isShown = true), holdline('show')),
  'chat:hide': () => ((known.isShown = false), holdline('hide')),
  'message:send': ([kind, text]) => (kind === 'text' ? holdline('send', text) : tell(`message:send ${textOf(kind)}`)),
  'session:reset': () => holdline('shutdown'),
};
const SET: Readonly<Record<string, (given: readonly unknown[]) => unknown>> = {
  'message:text': ([text]) => holdline('prefill', text),
  'user:email': ([email, signature]) => {
    if (signature !== undefined) tell('user:email signature');
    identify('email', email);
  },
  'user:phone': ([phone]) => identify('phone', phone),
  'user:nickname': ([name]) => identify('name', name),
  'session:data': describe,
};
const CONFIG: Readonly<Record<string, (given: readonly unknown[]) => unknown>> = {
  'position:reverse': ([isReverse]) => holdline('setLook', { side: sideOf(isReverse === true) }),
  'color:theme': ([colour]) => holdline('setLook', { accent: COLOURS[textOf(colour)] ?? textOf(colour) }),
  'color:mode': ([mode]) => holdline('setLook', { scheme: mode }),
  'container:index': ([index]) => holdline('setLook', { zIndex: index }),
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
  const how = EVENTS[name];
  if (how === undefined || typeof listener !== 'function') return tell(name);
  const [event, wrap, once] = how;
  const wrapped = wrap(listener as Listener);
  listening.set(name, [...(listening.get(name) ?? []), { event, listener: wrapped }]);
  void holdline(once ? 'once' : 'on', event, wrapped);
}

function run(command: unknown): void {
  const [action, name, given] = listOf(command) as readonly [string, string, unknown];
  const tables: Readonly<Record<string, typeof DO>> = { do: DO, set: SET, config: CONFIG };
  if (action === 'safe') isQuiet = name as unknown as boolean;
  else if (action === 'on') listen(name, given);
  else if (action === 'off') {
    for (const { event, listener } of listening.get(name) ?? []) void holdline('off', event, listener);
    listening.delete(name);
  } else {
    const act = tables[action]?.[name];
    if (act === undefined) tell(name);
    else void act(listOf(given));
  }
}

const GET: Readonly<Record<string, (name?: unknown) => unknown>> = {
  'session:data': (name) => known.data[String(name)] ?? null,
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
  name: string,
  otherwise: Answer,
  more?: unknown,
): Answer {
  const answer = table[name];
  if (answer === undefined) tell(name);
  return answer?.(more) ?? otherwise;
}

const config = isObject(host.CRISP_RUNTIME_CONFIG) ? host.CRISP_RUNTIME_CONFIG : {};
const language = languageOf(config.locale);
load(place, language === null ? {} : { language });
void holdline('on', 'open', () => void (known.isOpen = true));
void holdline('on', 'close', () => void (known.isOpen = false));
void holdline('on', 'unread', ({ count }: { count: number }) => void (known.unread = count));
void holdline('on', 'state', ({ state }: { state: string }) => void (known.isOngoing = state !== 'none'));

const kept = Array.isArray(host.$crisp) ? (host.$crisp as readonly unknown[]) : [];
host.$crisp = {
  push: (...commands: readonly unknown[]) => commands.forEach(run),
  get: (name: string, more?: unknown) => ask(GET, name, null, more),
  is: (name: string) => ask(IS, name, name === 'website:available'),
  help: () => console.info(`Holdline answers here in place of Crisp: ${place.origin}/docs/widget`),
};
kept.forEach(run);
if (typeof host.CRISP_READY_TRIGGER === 'function') void holdline('on', 'ready', host.CRISP_READY_TRIGGER);
