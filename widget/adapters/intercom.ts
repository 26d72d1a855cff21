import type { HoldlineLook, HoldlineOptions } from '../api/holdline.ts';
import { INTERCOM } from './reasons.ts';
import { asBoolean, asColour, asDistance, asLayer, asSelector, asText, oneOf, own } from './rules.ts';
import { attributesOf, holdline, isObject, languageOf, load, placeOf, present, sideOf } from './shared.ts';
import { createTeller, wordsOf, type Rule } from './teller.ts';

/**
 * Accepts calls written for Intercom. Written from its public documentation (developers.intercom.com, "JavaScript API: Methods" and
 * "Attributes & Objects"); what it maps and what it passes over stands in the manual (API10).
 */

type Settings = Readonly<Record<string, unknown>>;
interface Host {
  Intercom?: ((...call: unknown[]) => unknown) & { q?: unknown };
  intercomSettings?: unknown;
}

const place = placeOf(document.currentScript);
const host = globalThis as unknown as Host;
const { tell, invalid, read, attempt } = createTeller('Intercom', INTERCOM);
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
  const setting = <Value>(name: string, rule: Rule<Value>) => read(name, settings[name], rule);
  const alignment = setting('alignment', oneOf('left', 'right'));
  const theme = setting('theme_mode', oneOf('light', 'dark', 'system'));
  return present({
    accent: setting('action_color', asColour),
    side: alignment && sideOf(alignment === 'left'),
    zIndex: setting('z_index', asLayer),
    scheme: theme === 'system' ? ('auto' as const) : theme,
    aside: setting('horizontal_padding', asDistance),
    above: setting('vertical_padding', asDistance),
  });
}

function apply(settings: Settings): void {
  const others = Object.entries(settings).filter(([name]) => !KNOWN.has(name));
  const isOwn = ([name, value]: readonly [string, unknown]): boolean =>
    !Object.hasOwn(INTERCOM, name) && (value === null || typeof value !== 'object');
  for (const other of others) if (!isOwn(other)) tell(other[0]);
  const attributes = attributesOf(Object.fromEntries(others.filter(isOwn)), {
    hasTimes: true,
    drop: (name) => invalid(name, settings[name]),
  });
  if (Object.keys(attributes).length > 0) void holdline('setAttributes', attributes);
  ownButton = read('custom_launcher_selector', settings.custom_launcher_selector, asSelector) ?? ownButton;
  const [name, email, phone] = ['name', 'email', 'phone'].map((field) => read(field, settings[field], asText));
  const identity = present({ name, email, phone });
  if (Object.keys(identity).length > 0) void holdline('identify', identity);
}

const languageIn = (settings: Settings) => read('language_override', settings.language_override, languageOf);

/** What can be said before the widget is there is an option of it, so that nothing jumps; the rest is called. */
function boot(given: unknown): void {
  const settings: Settings = isObject(given) ? given : isObject(host.intercomSettings) ? host.intercomSettings : {};
  const { zIndex, aside, above, ...look } = lookOf(settings);
  const isHidden = read('hide_default_launcher', settings.hide_default_launcher, asBoolean);
  const options: HoldlineOptions = {
    ...look,
    ...present({
      zIndex: zIndex === undefined ? undefined : String(zIndex),
      language: languageIn(settings),
      launcher: isHidden ? 'none' : undefined,
    }),
  };
  const sizes = present({ aside, above });
  if (!load(place, options))
    return update({ ...settings, hide_default_launcher: settings.hide_default_launcher ?? false });
  if (Object.keys(sizes).length > 0) void holdline('setLook', sizes);
  apply(settings);
}

function update(given: unknown): void {
  // Without anything it tells of a change of the page, which every message tells by itself.
  if (!isObject(given)) return;
  const look = lookOf(given);
  if (Object.keys(look).length > 0) void holdline('setLook', look);
  const language = languageIn(given);
  if (language !== undefined) void holdline('setLanguage', language);
  const isHidden = read('hide_default_launcher', given.hide_default_launcher, asBoolean);
  if (isHidden !== undefined) void holdline(isHidden ? 'hide' : 'show');
  apply(given);
}

/** The same function is one listener, as it is for us, unless it is given something else than ours are. */
function listen(name: string, event: string, listener: unknown, giving?: (detail: unknown) => unknown): void {
  if (typeof listener !== 'function') return invalid(name, listener);
  const heard = listener as (given?: unknown) => unknown;
  void holdline('on', event, giving === undefined ? heard : (detail: unknown) => heard(giving(detail)));
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
    if (space !== 'home' && space !== 'messages') tell(`showSpace ${wordsOf(space)}`);
    void holdline('open');
  },
  showNewMessage: (text) => {
    if (typeof text === 'string' && text !== '') void holdline('prefill', text);
    void holdline('open');
  },
  hide: () => holdline('close'),
  onShow: (listener) => listen('onShow', 'open', listener),
  onHide: (listener) => listen('onHide', 'close', listener),
  onUnreadCountChange: (listener) =>
    listen('onUnreadCountChange', 'unread', listener, (detail) => (detail as { count: number }).count),
  ready: (listener) => listen('ready', 'ready', listener),
  // What its own snippet calls when a page loads it twice.
  reattach_activator: () => undefined,
};

function intercom(method?: unknown, given?: unknown): undefined {
  const run = own(METHODS, method);
  if (run === undefined) tell(wordsOf(method));
  else attempt(wordsOf(method), () => run(given));
}

const kept = host.Intercom?.q;
host.Intercom = intercom;
const calls = (Array.isArray(kept) ? (kept as readonly unknown[]) : []).map((call) =>
  isObject(call) ? Array.from(call as unknown as ArrayLike<unknown>) : [],
);
// As there: settings on the page are a boot, unless the page itself does it.
if (isObject(host.intercomSettings) && !calls.some(([name]) => name === 'boot'))
  intercom('boot', host.intercomSettings);
for (const [name, given] of calls) intercom(name, given);
