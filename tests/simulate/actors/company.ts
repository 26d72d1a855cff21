import type { Command } from '#schema/commands/command.ts';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { Device } from '../device/device.ts';
import type { Disk } from '../disk/disk.ts';
import type { Plan } from '../faults/plan.ts';
import { createLink, type Link } from '../network/link.ts';
import type { Network } from '../network/network.ts';
import type { InvitationTruth } from '../oracle/invitation-truth.ts';
import type { Judge } from '../oracle/judge.ts';
import type { Server } from '../server/server.ts';
import { playAdmin } from './admin.ts';
import { playAfterwards, playCaller } from './afterwards.ts';
import { playAttacker } from './attacker.ts';
import { createAuditor, type Auditor } from './auditor.ts';
import { playBeginner, playInviter } from './beginnings.ts';
import type { Stage } from './cast.ts';
import { playCorrespondent } from './correspondent.ts';
import { createGossip, playColleague, playStranger } from './colleague.ts';
import { playCustomers } from './customer.ts';
import { playEchoes, type Heard } from './echo.ts';
import { playEraser } from './eraser.ts';
import { playNights } from './night.ts';
import { playObserver, playOperator } from './operator.ts';
import { playTeamwork } from './teamwork.ts';
import { playVisitor } from './visitor.ts';

/** Works here, may do everything, and is in no room. */
export const STRANGER = 'sven';

interface AtDevice {
  readonly name: string;
  readonly device: Device;
}

/** Everybody of one run, and what they stand on. */
export interface Company {
  readonly stage: Stage;
  readonly plan: Plan;
  readonly judge: Judge;
  readonly server: Server;
  readonly disk: Disk;
  readonly network: Network;
  /** By the word of their token. */
  readonly visitors: readonly AtDevice[];
  readonly operators: readonly AtDevice[];
  readonly observers: readonly AtDevice[];
  readonly attackerLink: Link;
  /** All that faults may befall; who comes later adds their own. */
  readonly links: Link[];
  /** What has passed on the wire. */
  readonly commands: readonly Command[];
  readonly heard: Heard[];
  readonly invitations: InvitationTruth;
  readonly protocol: number;
  /** Gets one for each who works here, where they talk among themselves. */
  readonly insiders: Map<string, Auditor>;
  /** The process is killed, and begins again after a while. */
  readonly crash: () => void;
}

export function playEverybody(company: Company): void {
  const { stage, plan, judge, server, disk, network, visitors, operators, observers, invitations } = company;
  const { features } = plan;
  const { world, model } = stage;
  const words = visitors.map(({ name }) => name);
  const draw = (random: { readonly between: (least: number, most: number) => number }): number =>
    random.between(0, 0x7fffffff);

  for (const { name, device } of visitors) {
    const conversations: ConversationId[] = [];
    const beginner = features.has('beginnings')
      ? playBeginner(stage, network, name, draw(features.beginnings), invitations)
      : null;
    playVisitor(stage, device, name, world.fork(), { leaves: features.has('teamwork'), conversations, beginner });
    if (features.has('letters')) playCorrespondent(stage, device, name, draw(features.letters), conversations);
    if (features.has('afterwards')) playAfterwards(stage, device, name, draw(features.afterwards), conversations);
  }
  for (const { name, device } of operators) playOperator(stage, device, name, world.fork());
  if (features.has('teamwork'))
    for (const { name, device } of operators) playTeamwork(stage, device, name, draw(features.teamwork));
  if (features.has('afterwards'))
    for (const { device } of operators) playCaller(stage, device, draw(features.afterwards));
  if (features.has('beginnings'))
    for (const name of stage.staff) playInviter(stage, server, name, draw(features.beginnings), invitations, words);
  for (const { device } of observers) playObserver(stage, device, world.fork());
  if (features.has('rooms')) talkAmongThemselves(company);
  if (plan.hasAttacker) {
    const conversations = (): readonly ConversationId[] =>
      [...model.documents()].flatMap((document) => {
        const address = parseDocumentName(document.name);
        return address?.kind === 'conversation' ? [address.conversation] : [];
      });
    const loot = { conversations, commands: () => company.commands };
    playAttacker(stage, network, company.attackerLink, 'mallory', loot, world.fork());
  }
  if (features.has('joins'))
    playCustomers(stage, features.joins, {
      ...{ network, server, judge, joining: model.joining },
      ...{ links: company.links, crash: company.crash },
    });
  if (features.has('nights')) playNights(stage, features);
  if (features.has('erasing')) playEraser(stage, judge, server, disk, words, features);
  if (features.has('restore')) playAdmin(stage, server, disk, features);
  if (features.has('echoes')) playEchoes(stage, server, company.heard, features);
}

function talkAmongThemselves({ stage, plan, network, operators, observers, insiders, protocol }: Company): void {
  const { world } = stage;
  const { rooms } = plan.features;
  const gossip = createGossip(world, rooms);
  const draw = (): number => rooms.between(0, 0x7fffffff);
  for (const name of [...stage.staff, ...observers.map((one) => one.name), STRANGER])
    insiders.set(name, createAuditor(world, network, protocol, name));
  for (const { name, device } of [...operators, ...observers])
    playColleague({ ...stage, gossip }, device, name, draw());
  playStranger({ ...stage, gossip }, network, createLink(STRANGER, world.fork()), STRANGER, draw());
}
