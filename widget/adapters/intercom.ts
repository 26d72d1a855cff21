import type { HoldlineLook, HoldlineOptions } from '../api/holdline.ts';
import { INTERCOM } from './reasons.ts';
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
 * Accepts calls written for Intercom. Written from its public documentation (developers.intercom.com, "JavaScript API: Methods" and
 * "Attributes & Objects"); what it maps and what it passes over stands in the manual (API10).
 */

type Settings = Readonly<Record<string, unknown>>;
interface Host {
  Intercom?: ((...call: unknown[]) => unknown) & { q?: ArrayLike<unknown>[] };
  intercomSettings?: unknown;
}

const place = placeOf(document.currentScript);
const host = globalThis as unknown as Host;
const tell = createTeller('Intercom', INTERCOM);
const KNOWN = new Set([
  'app_id',
  'api_base',
  'name',
  'email',
  'phone',
  'language_override',
  'theme_mode',
  'action_color',
]);
for (const name of ['alignment', 'horizontal_padding', 'vertical_padding', 'z_index']) KNOWN.add(name);
for (const name of ['hide_default_launcher', 'custom_launcher_selector']) KNOWN.add(name);

let ownButton = '';
addEventListener('click', ({ target }) => {
  if (ownButton !== '' && target instanceof Element && target.closest(ownButton) !== null) void holdline('open');
});

function lookOf(settings: Settings): HoldlineLook {
  const { action_color: accent, alignment, z_index: zIndex, theme_mode: theme } = settings;
  const within = (value: unknown): number | null =>
    typeof value === 'number' ? Math.min(200, Math.max(0, value)) : null;
  const [aside, above] = [within(settings.horizontal_padding), within(settings.vertical_padding)];
  return {
    ...(typeof accent === 'string' && { accent }),
    ...(typeof alignment === 'string' && { side: sideOf(alignment === 'left') }),
    ...(typeof zIndex === 'number' && zIndex >= 0 && { zIndex }),
    ...((theme === 'light' || theme === 'dark') && { scheme: theme }),
    ...(theme === 'system' && { scheme: 'auto' }),
    ...(aside !== null && { aside }),
    ...(above !== null && { above }),
  };
}

function apply(settings: Settings): void {
  const others = Object.entries(settings).filter(([name]) => !KNOWN.has(name));
  const isOwn = ([name, value]: readonly [string, unknown]): boolean =>
    !Object.hasOwn(INTERCOM, name) && (value === null || typeof value !== 'object');
  for (const other of others) if (!isOwn(other)) tell(other[0]);
  const attributes = attributesOf(Object.fromEntries(others.filter(isOwn)), true);
  if (Object.keys(attributes).length > 0) void holdline('setAttributes', attributes);
  if (typeof settings.custom_launcher_selector === 'string') ownButton = settings.custom_launcher_selector;
  const identity = identityOf(settings, { name: 'name', email: 'email', phone: 'phone' });
  if (Object.keys(identity).length > 0) void holdline('identify', identity);
}

/** What can be said before the widget is there is an option of it, so that nothing jumps; the rest is called. */
function boot(given: unknown): void {
  const settings: Settings = isObject(given) ? given : isObject(host.intercomSettings) ? host.intercomSettings : {};
  const { accent, side, zIndex, scheme, ...sizes } = lookOf(settings);
  const language = languageOf(settings.language_override);
  const options: HoldlineOptions = {
    ...(accent !== undefined && { accent }),
    ...(side !== undefined && { side }),
    ...(zIndex !== undefined && { zIndex: String(zIndex) }),
    ...(scheme !== undefined && { scheme }),
    ...(language !== null && { language }),
    ...(settings.hide_default_launcher === true && { launcher: 'none' }),
  };
  if (!load(place, options)) return update({ hide_default_launcher: false, ...settings });
  if (Object.keys(sizes).length > 0) void holdline('setLook', sizes);
  apply(settings);
}

function update(given: unknown): void {
  // Without anything it tells of a change of the page, which every message tells by itself.
  if (!isObject(given)) return;
  const look = lookOf(given);
  if (Object.keys(look).length > 0) void holdline('setLook', look);
  const language = languageOf(given.language_override);
  if (language !== null) void holdline('setLanguage', language);
  const isHidden = given.hide_default_launcher;
  if (typeof isHidden === 'boolean') void holdline(isHidden ? 'hide' : 'show');
  apply(given);
}

const METHODS: Readonly<Record<string, (given: unknown) => unknown>> = {
  boot,
  update,
  shutdown: () => {
    void holdline('shutdown');
    void holdline('hide');
  },
  show: () => holdline('open'),
  showMessages: () => holdline('open'),
  showConversation: () => holdline('open'),
  showSpace: (space) => {
    if (space !== 'home' && space !== 'messages') tell(`showSpace ${String(space)}`);
    void holdline('open');
  },
  showNewMessage: (text) => {
    if (typeof text === 'string' && text !== '') void holdline('prefill', text);
    void holdline('open');
  },
  hide: () => holdline('close'),
  onShow: (listener) => holdline('on', 'open', listener),
  onHide: (listener) => holdline('on', 'close', listener),
  onUnreadCountChange: (listener) =>
    holdline('on', 'unread', ({ count }: { count: number }) => (listener as (count: number) => void)(count)),
  ready: (listener) => holdline('on', 'ready', listener),
  // What its own snippet calls when a page loads it twice.
  reattach_activator: () => undefined,
};

function intercom(method: unknown, given?: unknown): undefined {
  const name = String(method);
  if (Object.hasOwn(METHODS, name)) void METHODS[name]?.(given);
  else tell(name);
}

const kept = host.Intercom?.q ?? [];
host.Intercom = intercom;
const calls = kept.map((call) => Array.from(call));
// As there: settings on the page are a boot, unless the page itself does it.
if (isObject(host.intercomSettings) && !calls.some(([name]) => name === 'boot')) boot(host.intercomSettings);
for (const call of calls) intercom(call[0], call[1]);
