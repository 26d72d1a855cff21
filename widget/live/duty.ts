/** A page asks again whether somebody is on duty, as long as it is looked at; one that comes back into sight, if that is due. ms. */
const DUTY_EVERY = 60_000;

interface DutyDeps {
  /** No rule asks for it: nothing is asked of the server. */
  readonly isAsked: boolean;
  readonly address: string;
  /** The widget has left the page, or is being moved just now. */
  readonly isAway: () => boolean;
  readonly isGone: () => boolean;
  /** It was asked, whatever the answer. */
  readonly changed: () => void;
}

export interface Duty {
  /** Before it is, no rule that asks for it is looked at. */
  readonly isKnown: () => boolean;
  readonly isOn: () => boolean;
  /** Asks when that is due, and again each minute. */
  readonly ask: () => void;
  readonly stop: () => void;
}

/** Whether somebody is on duty for visitors of the site (START3), as the server last said. */
export function createDuty({ isAsked, address, isAway, isGone, changed }: DutyDeps): Duty {
  let isOn = false;
  let isKnown = !isAsked;
  let askedAt = -Infinity;
  let cancel = 0;

  async function answered(): Promise<boolean | null> {
    try {
      const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' });
      return answer.ok ? ((await answer.json()) as { readonly on: boolean }).on : null;
    } catch {
      return null;
    }
  }

  async function ask(): Promise<void> {
    clearTimeout(cancel);
    if (!isAsked || isGone() || document.visibilityState !== 'visible') return;
    const waits = askedAt + DUTY_EVERY - performance.now();
    cancel = window.setTimeout(() => void ask(), waits > 0 ? waits : DUTY_EVERY);
    if (waits > 0 || isAway()) return;
    askedAt = performance.now();
    isOn = (await answered()) ?? isOn;
    isKnown = true;
    changed();
  }

  return { isKnown: () => isKnown, isOn: () => isOn, ask: () => void ask(), stop: () => clearTimeout(cancel) };
}
