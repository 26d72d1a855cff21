/** When who works: its page of settings, what follows from it for the status, and the banner before its end. */
export interface ScheduleTexts {
  readonly title: string;
  readonly lead: string;
  /** Beside the way there: how many have one. */
  readonly count: (people: number) => string;
  readonly adminsChange: string;
  readonly offline: string;
  readonly people: string;
  readonly everybody: string;
  readonly choose: (name: string) => string;
  readonly only: (name: string) => string;
  /** Of a week, minutes. */
  readonly hours: (minutes: number) => string;
  readonly noHours: string;
  readonly grid: {
    readonly label: (names: string) => string;
    readonly hint: string;
    readonly on: string;
    readonly off: string;
    readonly part: string;
    readonly area: (days: string, from: string, until: string) => string;
  };
  readonly nextMidnight: string;
  /** Of several people. */
  readonly differ: (people: number) => string;
  readonly times: {
    readonly title: string;
    readonly free: string;
    readonly from: (day: string) => string;
    readonly to: (day: string) => string;
    readonly nextDay: string;
    readonly add: (day: string) => string;
    readonly remove: (day: string, times: string) => string;
  };
  readonly presets: { readonly office: string; readonly always: string; readonly clear: string };
  readonly zone: { readonly label: string; readonly hint: string };
  readonly daysOff: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly day: string;
    /** Its last day, where it is several. */
    readonly until: string;
    readonly name: string;
    readonly add: string;
    readonly remove: (day: string) => string;
  };
  /** Of one person. */
  readonly leave: {
    readonly title: string;
    readonly of: (names: string) => string;
    readonly none: string;
    readonly until: (day: string) => string;
  };
  readonly status: {
    readonly onUntil: (time: string) => string;
    readonly on: string;
    readonly offUntil: (time: string) => string;
    readonly off: string;
    readonly byHandUntil: (time: string) => string;
    readonly byHand: string;
  };
  readonly colleague: { readonly until: (time: string) => string; readonly back: (time: string) => string };
  readonly end: {
    readonly at: (time: string) => string;
    readonly open: (conversations: number) => string;
    readonly none: string;
    readonly more: (conversations: number) => string;
  };
}
