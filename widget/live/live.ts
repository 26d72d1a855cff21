import type { Invited } from '#schema/conversation/invited.ts';
import { asksFor, holds, nextLook, type RuleFacts } from '#schema/site/rules/holds.ts';
import type { Live, LivePanel } from '../live-contract.ts';
import type { LiveSite } from '#schema/site/live-site.ts';
import type { HoldlineChat } from '../loader/launcher-element.ts';
import type { PanelHost } from '../panel-contract.ts';
import { screenKind, sourceOf, wayHere } from '../way.ts';
import { createBubble } from './bubble.ts';
import { createConsent } from './consent.ts';
import { addStyles } from './dom.ts';
import { createDuty } from './duty.ts';
import { createJourney } from './journey.ts';
import { LIVE_TEXTS } from './live-texts.ts';
import { followPages } from './pages.ts';
import { followPlace } from './place.ts';
import { followScroll } from './scrolled.ts';
import { sendWhatWaits } from './what-waits.ts';
import styles from './live.css?inline';
import type { Tracker } from './track.ts';

const loadTracker = () => import('./track.ts');

const NOTHING: LiveSite = { from: '', invitations: [] };

/**
 * What goes by the rules of a site: when the button shows, invitations, who is on the site, consent first. Fetched only where the owner of the
 * site asked for any of them, and with consent nothing of it is kept or told before a yes.
 */
export function begin(
  { root, options, button, told }: Pick<PanelHost, 'root' | 'options' | 'button' | 'told'>,
  open: (how: { readonly focus: boolean }) => unknown,
  close: () => unknown,
): Live {
  const site = options.served.live ?? NOTHING;
  const texts = LIVE_TEXTS[options.language];
  const key = `holdline:${options.site}`;
  const storage = attempt(() => localStorage) ?? null;
  const memory = (told.memory ??= new Map());
  addStyles(root, styles);

  const consent = createConsent({
    root,
    launcher: button,
    texts,
    site,
    key,
    storage,
    memory,
    language: options.language,
    isPreview: options.served.shows !== undefined,
    isInline: options.isInline,
    open: () => void open({ focus: true }),
    changed: agreementChanged,
    refused: close,
    takenBack: () => void globalThis.holdline('consent', false),
  });
  const rules = [...(site.start ? [site.start] : []), ...site.invitations.map(({ rules: own }) => own)];
  const isKept = asksFor(rules, 'visits') || site.invitations.length > 0 || site.tracked === true;
  const journey = createJourney(`${key}:visit`, isKept ? storage : null, Date.now, consent.isGiven());
  const way = sourceOf(wayHere());
  const duty = createDuty({
    isAsked: asksFor(rules, 'duty'),
    address: `${options.origin}/api/sites/${options.site}/duty`,
    isAway: () => !root.host.isConnected,
    isGone: () => isGone,
    changed: () => look(),
  });
  let arrivedAt = performance.now();
  let isGone = false;
  let cancelLook = 0;
  let tracker: Tracker | null = null;
  let follower: () => void = () => undefined;

  const avatar = options.served.look?.avatar;
  const bubble = createBubble(root, texts, avatar ? `${options.origin}/api/avatars/${avatar}` : '', button, {
    answer: () => void open({ focus: true }),
    close: () => {
      tracker?.declined(journey.invited());
      invite(null);
    },
  });

  const scrolled = asksFor(rules, 'scroll') ? followScroll(() => look()) : null;
  const record = (): string => memory.get(key) ?? attempt(() => localStorage.getItem(key)) ?? '';
  const hasConversation = (): boolean => record().includes('"conversation":"');
  const isOpen = (): boolean => button.getAttribute('aria-expanded') === 'true';
  const seconds = (): number => Math.floor((performance.now() - arrivedAt) / 1_000);
  const facts = (): RuleFacts => ({
    address: location.href,
    seconds: seconds(),
    scroll: scrolled?.part() ?? 0,
    visits: journey.visits(),
    campaign: way.campaign,
    language: navigator.language,
    device: screenKind(),
    onDuty: duty.isOn(),
  });

  function invite(invited: Invited | null): void {
    journey.invite(invited);
    draw();
    follower();
  }

  /** What stands on the page, by what is so. */
  function draw(): void {
    const invited = hasConversation() ? null : journey.invited();
    if (invited && !isOpen() && !consent.isAsked()) bubble.show(invited);
    else bubble.hide();
  }

  function look(): void {
    if (isGone || !duty.isKnown() || !root.host.isConnected) return;
    const told = facts();
    // What the page itself has said of it holds (START6).
    if (site.start && !button.dataset.said)
      button.hidden = !options.hasLauncher || !(isOpen() || hasConversation() || holds(site.start, told));
    if (!journey.invited() && !isOpen() && !hasConversation()) {
      const next = site.invitations.find(({ id, rules: own, every }) => journey.mayShow(id, every) && holds(own, told));
      const text = next && (next.words[options.language] || Object.values(next.words).find(Boolean));
      if (next && text) {
        journey.shown(next.id);
        invite({ by: 'site', id: next.id, name: site.from || (options.title ?? ''), text });
      }
    }
    draw();
    clearTimeout(cancelLook);
    const at = nextLook(rules, told.seconds);
    if (at !== null) cancelLook = window.setTimeout(look, at * 1_000 - (performance.now() - arrivedAt) + 20);
  }

  function agreementChanged(isGiven: boolean): void {
    if (isGiven) journey.keep();
    else journey.forget();
    if (isGiven) void startTracker();
    else stopTracker();
    draw();
    // It is open from the start; a no may have come before this yes, which then is the page's or another tab's.
    if (isGiven && options.isInline) void open({ focus: false });
  }

  async function startTracker(): Promise<void> {
    if (!site.tracked || tracker || isGone || !root.host.isConnected || !consent.isGiven()) return;
    const code = await loadTracker().catch(() => null);
    if (!code || tracker || isGone || !root.host.isConnected || !consent.isGiven()) return;
    tracker = code.track({
      options,
      way,
      visits: journey.visits,
      since: () => Date.now() - journey.since(),
      invited: (invited) => {
        if (!hasConversation()) invite(invited);
      },
    });
  }

  function stopTracker(): void {
    tracker?.stop();
    tracker = null;
  }

  const stopFollowing = followPages(() => {
    arrivedAt = performance.now();
    journey.touch();
    tracker?.goTo();
    scrolled?.goTo();
    look();
  });
  const seenOrNot = (): void => {
    if (document.visibilityState === 'hidden') return journey.touch();
    duty.ask();
    // Meanwhile another tab may have shown it, or put it away.
    look();
  };
  document.addEventListener('visibilitychange', seenOrNot);
  // The panel opens and closes, and a talk begins, without us: what is drawn goes by it.
  const buttonChanged = (): void => {
    // Not busy: it was closed, which is a no to whatever is asked.
    if (button.ariaBusy === 'false') {
      consent.refuse();
      button.ariaBusy = null;
    }
    // Busy: somebody wants to write, and there is no panel yet.
    if (button.ariaBusy === 'true' && consent.ask()) button.ariaBusy = null;
    look();
  };
  // Pressed while it asks: the question goes away, as the panel does by the same button.
  const pressed = (event: Event): void => {
    if (!consent.isAsked() || !event.composedPath().includes(button)) return;
    event.stopPropagation();
    consent.refuse();
  };
  root.addEventListener('click', pressed, true);
  addEventListener('storage', consent.hear);
  const observer = new MutationObserver(buttonChanged);
  observer.observe(button, { attributeFilter: ['aria-expanded', 'aria-busy'] });
  journey.touch();
  duty.ask();
  if (site.consent) sendWhatWaits(options, () => isGone);
  // It may have been pressed before this file was here.
  buttonChanged();
  void startTracker();

  const stopWatching = followPlace(root.host as HoldlineChat, {
    away: stopTracker,
    back: () => {
      void startTracker();
      duty.ask();
      look();
    },
    gone: leave,
  });

  function leave(): void {
    isGone = true;
    consent.refuse();
    root.removeEventListener('click', pressed, true);
    removeEventListener('storage', consent.hear);
    stopWatching();
    clearTimeout(cancelLook);
    duty.stop();
    stopFollowing();
    stopTracker();
    observer.disconnect();
    bubble.hide();
    document.removeEventListener('visibilitychange', seenOrNot);
    scrolled?.stop();
  }

  const panel: LivePanel = {
    invited: () => (hasConversation() ? null : journey.invited()),
    follow: (changed, client) => {
      consent.meet(client);
      follower = changed;
      changed();
    },
    begun: (client, conversation) => {
      consent.told(client, conversation);
      if (journey.invited()) journey.invite(null);
      draw();
    },
  };
  return {
    agreed: () => consent.agreed().then(() => panel),
    consent: consent.set,
    isAgreed: consent.isGiven,
    ask: consent.ask,
    isAsked: consent.isAsked,
    forget: () => {
      leave();
      journey.forget();
      consent.forget();
    },
    asks: site.consent !== undefined,
  };
}

/** The storage of a page whose visitor blocks it throws when it is so much as mentioned. */
function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
