import type { ConversationId } from '#schema/ids.ts';
import type { Random } from '../../support/random.ts';
import type { Device, Tab } from '../device/device.ts';
import type { Ledgers } from '../oracle/ledger.ts';
import type { Model } from '../oracle/model.ts';
import type { Replicas } from '../oracle/replicas.ts';
import type { World } from '../world/world.ts';

/** What everybody who acts stands on. */
export interface Stage {
  readonly world: World;
  readonly model: Model;
  readonly ledgers: Ledgers;
  readonly replicas: Replicas;
  /** The word of a visitor's token, by its id: for the marks in texts (oracle/wire.ts). */
  readonly wordOf: (visitor: string) => string;
  readonly staff: readonly string[];
  readonly isOver: () => boolean;
  /** Mean time between two acts of one person, ms. */
  readonly pace: number;
  /** How often an operator who can do something closes the conversation. */
  readonly closing: number;
}

/** Does something now and then, as long as the play lasts. */
export function actNowAndThen(stage: Stage, random: Random, act: () => void): void {
  const { world } = stage;
  const next = (): void =>
    void world.after(
      world.wait(random, stage.pace),
      () => {
        if (stage.isOver()) return;
        act();
        next();
      },
      null,
    );
  next();
}

/** A tab in which somebody can do something now; opens one when there is none. */
export function tabOf(device: Device, random: Random): Tab | null {
  if (!device.isAwake()) return null;
  const usable = device.tabs.filter(({ owner }) => owner.alive && !owner.frozen);
  if (usable.length > 0) return random.pick(usable);
  return device.tabs.length === 0 ? device.openTab() : null;
}

const WORDS = ['hello', 'Zażółć gęślą jaźń', 'это не работает', '👩‍👩‍👧', 'e\u0301tude', 'ok', 'and then?', 'a\u0000b'];

/** Now and then one that is too long, or nothing at all. */
export function wordsFor(random: Random, mark: string, whose: string): string {
  const chance = random.fraction();
  if (chance < 0.01) return ' \n ';
  const words = Array.from({ length: random.between(1, 12) }, () => random.pick(WORDS)).join(' ');
  const text = `${mark} ${whose} ${random.between(0, 1e9)} ${words}`;
  if (chance < 0.02) return text.padEnd(8_300, 'x');
  return chance < 0.06 ? text.padEnd(random.between(500, 4_000), 'y') : text;
}

/** As whoever is in this tab: nothing happens when it is gone meanwhile. */
export function write(tab: Tab, ...[type, payload]: Parameters<Tab['client']['outbox']['add']>): void {
  void tab.client.outbox.add(type, payload).catch(() => undefined);
}

/** The author's choice about what was held or refused. */
export function dealWithRefusals(stage: Stage, device: Device, tab: Tab, random: Random): boolean {
  const row = tab.client.outbox.current.find(({ state }) => state.kind !== 'waiting');
  if (row === undefined) return false;
  const { command, state } = row;
  stage.ledgers.givesUp(device, command.id);
  if (state.kind === 'held' && random.chance(0.7)) {
    if (random.chance(0.6)) void tab.client.outbox.sendAnyway(command.id);
    else void tab.client.outbox.keepAsNote(command.id);
    return true;
  }
  void tab.client.outbox.drop(command.id);
  // Its words can be edited and sent again (APP8).
  if (random.chance(0.5) && command.type === 'message.send') {
    const { conversation, lastSeen, text } = command.payload;
    write(tab, 'message.send', { conversation, lastSeen, text: text.slice(0, 400) });
  }
  return true;
}

/** Tells how far this device has got a conversation. */
export function readOn(tab: Tab, random: Random, conversation: ConversationId, newest: number): void {
  if (newest === 0) return;
  tab.client.cursors.advance(conversation, { delivered: newest, seen: random.between(0, newest) });
}
