import * as v from 'valibot';
import { operatorIdSchema, type OperatorId } from '../ids.ts';
import { timeZoneSchema } from './time-zone.ts';

/**
 * A stretch of work that comes again each week, by the clock of the workspace's time zone: it begins on a day of the week (0: Monday)
 * at so many minutes past midnight; one that ends at or before its beginning ends on the next day. Several may stand on a day, touch
 * and overlap.
 */
export interface Span {
  readonly day: number;
  /** 0 to 1,439. */
  readonly from: number;
  readonly to: number;
}
export type Week = readonly Span[];

export const DAYS = 7;
export const DAY_MINUTES = 1_440;
/** More than anybody needs. */
const MOST_SPANS = 50;
const MOST_DAYS_OFF = 300;
/** Days of one leave. */
const LONGEST_LEAVE = 366;
const DAY_NAME_LENGTH = 60;

/** Days of the calendar on which nobody's work begins, or that of one person; what began the evening before goes on. */
export interface DayOff {
  /** `2026-12-25`. */
  readonly day: string;
  /** The last one; absent: it is one day. */
  readonly until?: string | undefined;
  /** Whose leave it is; absent: of everybody. */
  readonly person?: OperatorId | undefined;
  readonly name: string;
}

/** When who works. Of whom it names no week, the status is by hand alone. */
export interface Schedule {
  /** Grows with each change, over restarts as well; 0: nothing was ever said. */
  readonly revision: number;
  /** By whose clock; null as long as no week was made. */
  readonly zone: string | null;
  readonly daysOff: readonly DayOff[];
  readonly weeks: ReadonlyMap<OperatorId, Week>;
}

export const NO_SCHEDULE: Schedule = { revision: 0, zone: null, daysOff: [], weeks: new Map() };

const minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(DAY_MINUTES - 1));
export const weekSchema = /*#__PURE__*/ v.pipe(
  v.array(
    v.strictObject({
      day: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(DAYS - 1)),
      from: minute,
      to: minute,
    }),
  ),
  v.maxLength(MOST_SPANS),
);

const calendarDay = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d$/),
  v.check((day) => new Date(`${day}T00:00Z`).toJSON()?.startsWith(day) ?? false, 'a day of the calendar'),
);

const DAY = 86_400_000;

/** How many days of the calendar it is. */
const daysOf = ({ day, until = day }: Pick<DayOff, 'day' | 'until'>): number =>
  (Date.parse(until) - Date.parse(day)) / DAY + 1;

/** Each of its days, `2026-12-25`. */
export const eachDayOf = (off: Pick<DayOff, 'day' | 'until'>): readonly string[] =>
  Array.from({ length: daysOf(off) }, (_, later) => new Date(Date.parse(off.day) + later * DAY).toJSON().slice(0, 10));

export const daysOffSchema = /*#__PURE__*/ v.pipe(
  v.array(
    v.pipe(
      v.strictObject({
        day: calendarDay,
        until: v.optional(calendarDay),
        person: v.optional(operatorIdSchema),
        name: v.pipe(v.string(), v.trim(), v.maxLength(DAY_NAME_LENGTH)),
      }),
      v.check(
        ({ day, until = day }) => until >= day && daysOf({ day, until }) <= LONGEST_LEAVE,
        'it ends after it began',
      ),
    ),
  ),
  v.maxLength(MOST_DAYS_OFF),
  v.check(
    (days) => new Set(days.map(({ day, person = '' }) => day + person)).size === days.length,
    'each day once, of everybody and of each person',
  ),
);

/**
 * `PATCH /api/schedule`: what is absent stays as it is; an empty week takes the schedule away. 400 `no-zone` for a week while there is
 * no time zone, `unknown-person` for whoever is not there or answers no chats.
 */
export const scheduleChangeSchema = /*#__PURE__*/ v.partial(
  v.strictObject({
    zone: timeZoneSchema,
    daysOff: daysOffSchema,
    weeks: v.array(v.strictObject({ person: operatorIdSchema, week: weekSchema })),
  }),
);
export type ScheduleChange = v.InferOutput<typeof scheduleChangeSchema>;

/** `GET /api/schedule`, and the answer to a change. */
export const scheduleSchema = /*#__PURE__*/ v.object({
  revision: v.number(),
  zone: v.nullable(v.string()),
  daysOff: v.array(
    v.object({
      day: v.string(),
      until: v.optional(v.string()),
      person: v.optional(operatorIdSchema),
      name: v.string(),
    }),
  ),
  weeks: v.array(v.object({ person: operatorIdSchema, week: weekSchema })),
});

export const scheduleToJson = ({ weeks, ...rest }: Schedule): v.InferInput<typeof scheduleSchema> => ({
  ...rest,
  daysOff: [...rest.daysOff],
  weeks: [...weeks].map(([person, week]) => ({ person, week: [...week] })),
});

export const scheduleFromJson = ({ weeks, ...rest }: v.InferOutput<typeof scheduleSchema>): Schedule => ({
  ...rest,
  weeks: new Map(weeks.map(({ person, week }) => [person, week])),
});
