import { ok, fail } from '#schema/result.ts';
import type { ClientFrame } from '#schema/wire/frames.ts';
import { BEARER_PREFIX, SUBPROTOCOL } from '#schema/wire/protocol.ts';
import { createCursors } from './cursors/cursors.ts';
import { createTyping } from './cursors/typing.ts';
import { createLazyChapters } from './chapters/lazy-chapters.ts';
import type { ClientEnvironment } from './environment.ts';
import { partWith } from './flush/parting.ts';
import type { ClientOptions, HoldlineClient, LinkState, UnsavedRows } from './interface.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createSender } from './outbox/sender.ts';
import { createAskingAgain } from './replicas/ask-again.ts';
import { createCache } from './replicas/cache.ts';
import { createProviderFeed } from './replicas/provider-feed.ts';
import { createGoneRoom } from './replicas/gone.ts';
import { createReplicas, type ReplicaRoom } from './replicas/replicas.ts';
import { helloOf } from './session/hello.ts';
import { createLine } from './session/line.ts';
import type { CreateDeskRooms } from './staff/staff-room-contract.ts';
import { createProbe } from './session/probe.ts';
import { createSession } from './session/session.ts';
import { createToldLife } from './session/told-life.ts';
import { createFollowerFeed } from './tabs/follower-feed.ts';
import { createLeaderDesk } from './tabs/leader-desk.ts';
import { createLeadership } from './tabs/leadership.ts';
import type { Say, TabMessage } from './tabs/messages.ts';
import { createSettable } from './watchable.ts';

/**
 * Everything the app and the widget need of this device and its line. Usable at once: stores open and tabs agree behind it.
 * Here the rooms are put together; each says at its top what it keeps true.
 */
export function createClient(
  options: ClientOptions,
  environment: ClientEnvironment,
  createFeed = createProviderFeed,
  createDeskRooms: CreateDeskRooms | null = null,
): HoldlineClient {
  const { origin, namespace } = options;
  const name = `holdline-${namespace}`;
  const tab = Array.from(environment.randomBytes(9), (byte) => byte.toString(36)).join('');
  const link = createSettable<LinkState>({ state: 'connecting', since: environment.now() });
  const actor = createSettable(options.actor);
  let skew = 0;
  /** Tells whether a line is still the one that came up. */
  let lines = 0;
  let leader: string | null = null;
  let closed = false;

  // Without a channel tabs could not talk about who leads: each leads itself. So they do without locks, as on a page over plain http, but
  // tell each other what has come to the disk, and what was accepted.
  const channel = environment.openChannel?.(name) ?? null;
  const say: Say = (message) => {
    if (!closed) channel?.postMessage(message);
  };

  const cache = createCache(environment, namespace);
  const setBack = (): void => {
    for (const forget of [cursors.reset, outbox.forgetAccepted]) forget();
  };
  const life = createToldLife(environment, cache, () => {
    setBack();
    say({ t: 'set-back' });
  });
  const outbox = createOutbox(environment, namespace, {
    changed: (accepted) => say({ t: 'outbox', accepted }),
    added: () => {
      if (link.current.state !== 'live') environment.requestBackgroundSync();
    },
    retryNow: () => {
      say({ t: 'retry' });
      hurry();
    },
    makeRoom: cache.abandon,
    unsaved: options.unsaved ?? (new Map() as UnsavedRows),
  });
  const sender = createSender(environment, outbox, { doubt: () => session.doubt() });
  const cursors = createCursors(environment, cache, (conversation, cursor) => {
    if (!leadership.isLeader()) say({ t: 'cursor', conversation, cursor });
  });
  const typing = createTyping(environment, (frame) => {
    if (!session.send(frame)) say({ t: 'typing-own', frame });
  });
  const desk = createLeaderDesk(environment, (): ReplicaRoom => replicas, say);
  const chapters = createLazyChapters(() => ({ environment, cache, replicas, link, origin, bearer: options.bearer }));
  const renewed: Parameters<typeof createReplicas>[1]['renewed'] = (...news) => {
    for (const room of [cursors, chapters]) room.renewed(...news);
  };
  const asking = createAskingAgain(environment, { ...desk, renewed }, () => replicas.askAgain([]));
  const others = createReplicas(cache, asking.events, () => outbox.accepted);
  const own = { link, leads: () => leadership.isLeader(), send: (frame: ClientFrame) => session.send(frame) };
  const staff = createDeskRooms?.({ environment, namespace, tab, cache, others, events: desk, say, ...own }) ?? null;
  const replicas: ReplicaRoom = staff?.room ?? others;
  const gone = createGoneRoom(() => ({ cache, replicas, staff, cursors, own: actor.current?.id ?? '' }), say);
  const line = createLine(environment, replicas.epochs);
  const providerFeed = createFeed(line, staff?.writes);
  const followerFeed = createFollowerFeed(tab, say);
  const sayState = (): void =>
    say({ t: 'state', leader: `${tab}/${leadership.reigns()}`, link: link.current, actor: actor.current, skew });

  const session = createSession(
    environment,
    {
      url: `${origin.replace(/^http/, 'ws')}/sync`,
      protocols: () => (options.bearer === null ? [SUBPROTOCOL] : [SUBPROTOCOL, BEARER_PREFIX + options.bearer]),
      hello: () => helloOf(outbox.device(), life.current(), options.site),
      answers: createProbe(environment, origin),
    },
    {
      isOurs: ({ id }) => options.actor === null || options.actor.id === id,
      clock: (serverTime, roundTrip) => {
        const half = Math.max(0, roundTrip / 2);
        const measured = serverTime + half - environment.now();
        // A slow answer tells less than what is known, unless that cannot be so any more: either clock may be put to another time.
        if (Math.abs(measured - skew) > half) skew = measured;
      },
      life: life.told,
      welcome: (frame) => {
        actor.set(frame.actor);
        const send = (next: ClientFrame): void => void session.send(next);
        const thisLine = (lines += 1);
        // A tab that led before may have gone without telling what it saved last: that must leave before what is known here.
        void outbox.reload([]).then(() => {
          if (thisLine === lines) sender.setLine(send);
        });
        cursors.setLine(send);
        line.linked(session.send);
        if (frame.actor.kind === 'operator') gone.ask(send);
      },
      lost: () => {
        lines += 1;
        sender.setLine(null);
        cursors.setLine(null);
        line.unlinked();
        if (outbox.current.some(({ state }) => state.kind === 'waiting')) environment.requestBackgroundSync();
      },
      bytes: line.bytes,
      frame: (frame) => {
        if (frame.t === 'opened' || frame.t === 'closed') line.frame(frame);
        else if (frame.t === 'cursors') {
          cursors.received(frame.conversation, frame.cursors);
          say(frame);
        } else if (frame.t === 'typing') {
          typing.received(frame);
          say(frame);
        } else if (frame.t === 'saved' || frame.t === 'writing' || frame.t === 'looks') staff?.frame(frame);
        else if (frame.t === 'gone') gone.told(frame);
        else if (frame.t === 'result' && !cursors.answered(frame.id, frame.result)) {
          sender.answered(frame.id, frame.result);
          // A conversation that was refused because nobody had started it yet may be there now.
          if (frame.result.status === 'accepted')
            replicas.askAgain(outbox.accepted.filter(({ command }) => command.id === frame.id));
        }
      },
    },
  );

  const hurry = (): void => {
    if (!leadership.isLeader()) return;
    session.hurry();
    sender.hurry();
  };

  const received = (message: TabMessage): void => {
    if (message.t === 'outbox') {
      // Of two tabs that lead alone, what one began, the other may have been refused before.
      if (message.accepted.length > 0) replicas.askAgain(message.accepted);
      return void outbox.reload(message.accepted);
    }
    if (message.t === 'retry') return hurry();
    if (message.t === 'forgotten') {
      for (const room of [cache, outbox, staff]) room?.openNoMore();
      return void close();
    }
    staff?.fromTab(message);
    if (leadership.isLeader()) {
      if (message.t === 'ask' || message.t === 'open' || message.t === 'gone') desk.asked(message);
      if (message.t === 'ask') sayState();
      if (message.t === 'cursor') cursors.advance(message.conversation, message.cursor);
      if (message.t === 'typing-own') session.send(message.frame);
      return;
    }
    if (message.t === 'state') {
      leadership.heard();
      actor.set(message.actor);
      link.set(message.link);
      skew = message.skew;
      if (leader !== message.leader) {
        leader = message.leader;
        followerFeed.askAll();
        staff?.leaderChanged();
        cursors.sayAgain();
      }
    }
    if (message.t === 'document') followerFeed.received(message);
    if (message.t === 'cursors') cursors.received(message.conversation, message.cursors);
    if (message.t === 'set-back') setBack();
    if (message.t === 'forget') gone.forget(message.documents);
    if (message.t === 'typing') typing.received(message);
  };

  const flush = (): void => {
    staff?.flush();
    cache.flush();
  };

  const leave = (): void => {
    flush();
    if (link.current.state !== 'stopped') partWith(environment, options, outbox.current, link.current.state === 'live');
    if (!leadership.isLeader()) say({ t: 'gone', tab });
  };

  const unwatch = [
    gone.onGone((documents) => {
      if (documents?.length !== 0) outbox.forgetAccepted();
    }),
    environment.page.watch((event) => {
      if (event === 'leave') leave();
      if (event === 'hide') flush();
    }),
    session.link.subscribe(() => {
      if (!leadership.isLeader()) return;
      link.set(session.link.current);
      sayState();
    }),
    outbox.subscribe(() => {
      sender.wake();
      // Others cannot see what is only in this tab's memory.
      if (outbox.current.some(({ saved }) => !saved)) leadership.leadAlone();
    }),
  ];
  if (channel !== null) channel.onmessage = (event: MessageEvent<TabMessage>) => received(event.data);

  const ask = (): void => say({ t: 'ask', tab, wants: followerFeed.wants() });
  const leadership = createLeadership({ ...environment, locks: channel === null ? null : environment.locks }, name, {
    ask,
    lead: () => {
      // On its own stack: the constants below this call exist by then.
      void life.read.then(() => {
        if (closed || !leadership.isLeader()) return;
        replicas.setFeed(providerFeed);
        session.start();
        link.set(session.link.current);
        sayState();
      });
    },
    follow: () => {
      leader = null;
      session.stop();
      desk.clear();
      replicas.setFeed(followerFeed);
      ask();
    },
  });
  void cursors.load();

  const close = async (): Promise<void> => {
    if (closed) return;
    staff?.flush();
    if (!leadership.isLeader()) say({ t: 'gone', tab });
    for (const stop of unwatch) stop();
    leadership.stop();
    session.stop();
    asking.stop();
    replicas.close();
    cache.close();
    closed = true;
    channel?.close();
    await staff?.close();
    await outbox.close();
  };

  return {
    link,
    outbox,
    replicas,
    staff: staff?.replicas ?? null,
    openChapters: chapters.open,
    cursors,
    storage: outbox.storage,
    actor,
    typing: typing.typing,
    onGone: gone.onGone,
    serverNow: () => environment.now() + skew,
    sendTyping: typing.own,
    looks: staff?.looks ?? null,
    isLeader: leadership.isLeader,
    close,
    forget: async ({ dropWaiting }) => {
      if (!dropWaiting && outbox.current.length > 0) return fail('commands-waiting');
      say({ t: 'forgotten' });
      await close();
      await staff?.destroy({ dropUnsaved: dropWaiting });
      await cache.abandon();
      await outbox.destroy();
      return ok(undefined);
    },
  };
}
