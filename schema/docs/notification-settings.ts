import * as v from 'valibot';
import type * as Y from 'yjs';
import { CALL_KINDS, type CallKind } from '../notify/call.ts';

/**
 * How a person wants to be called, the same on all of its devices: in its own document, each part under a key of its own, so that
 * what two devices change at the same time is both kept. What a version does not understand is as if it had not been chosen.
 */
export const SOUNDS = ['chime', 'marimba', 'drop', 'bell'] as const;
export type Sound = (typeof SOUNDS)[number];

const kindSchema = v.object({
  sound: v.picklist([...SOUNDS, 'none']),
  /** A notification of the system too. */
  shows: v.boolean(),
  /** The sound comes again until it is seen. */
  repeats: v.boolean(),
});
export type KindSettings = v.InferOutput<typeof kindSchema>;

const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439));

/** Minutes of the day in a zone of IANA's; from the later to the earlier goes over midnight. */
const quietSchema = v.object({
  isOn: v.boolean(),
  from: minuteOfDay,
  to: minuteOfDay,
  zone: v.pipe(v.string(), v.maxLength(60)),
});
export type QuietHours = v.InferOutput<typeof quietSchema>;

export interface NotificationSettings {
  readonly kinds: { readonly [Kind in CallKind]: KindSettings };
  readonly quiet: QuietHours;
  /** Notifications tell who, and not what was said. */
  readonly hidesWords: boolean;
}

export const DEFAULT_KINDS: NotificationSettings['kinds'] = {
  waiting: { sound: 'chime', shows: true, repeats: true },
  mine: { sound: 'marimba', shows: true, repeats: false },
  given: { sound: 'bell', shows: true, repeats: false },
  colleague: { sound: 'drop', shows: true, repeats: false },
  task: { sound: 'drop', shows: true, repeats: false },
};
const DEFAULT_QUIET: QuietHours = { isOn: false, from: 22 * 60, to: 7 * 60, zone: 'UTC' };

const ROOT = 'preferences';
const keyOf = (part: CallKind | 'quiet' | 'hidesWords'): string => `notify.${part}`;

export function readNotificationSettings(doc: Y.Doc): NotificationSettings {
  const chosen = doc.getMap(ROOT);
  const read = <Value>(
    part: CallKind | 'quiet' | 'hidesWords',
    schema: v.GenericSchema<unknown, Value>,
    otherwise: Value,
  ): Value => {
    const known = v.safeParse(schema, chosen.get(keyOf(part)));
    return known.success ? known.output : otherwise;
  };
  const kinds = CALL_KINDS.map((kind) => [kind, read(kind, kindSchema, DEFAULT_KINDS[kind])] as const);
  return {
    kinds: Object.fromEntries(kinds) as unknown as NotificationSettings['kinds'],
    quiet: read('quiet', quietSchema, DEFAULT_QUIET),
    hidesWords: read('hidesWords', v.boolean(), false),
  };
}

export const writeKind = (doc: Y.Doc, kind: CallKind, settings: KindSettings): void =>
  void doc.getMap(ROOT).set(keyOf(kind), settings);
export const writeQuiet = (doc: Y.Doc, quiet: QuietHours): void => void doc.getMap(ROOT).set(keyOf('quiet'), quiet);
export const writeHidesWords = (doc: Y.Doc, hides: boolean): void =>
  void doc.getMap(ROOT).set(keyOf('hidesWords'), hides);

/** Whether nothing is to be told now, ms. A zone that this machine does not know is no quiet: better one sound too many. */
export function isQuiet({ isOn, from, to, zone }: QuietHours, now: number): boolean {
  if (!isOn || from === to) return false;
  const minute = minuteIn(zone, now);
  if (minute === null) return false;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minuteIn(zone: string, now: number): number | null {
  try {
    const time = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    });
    const part = (type: 'hour' | 'minute'): number =>
      Number(time.formatToParts(now).find((each) => each.type === type)?.value);
    return part('hour') * 60 + part('minute');
  } catch {
    return null;
  }
}
