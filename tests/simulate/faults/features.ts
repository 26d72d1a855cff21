import { DEFAULT_WORKSPACE_SETTINGS, type WorkspaceSettings } from '#schema/workspace-settings.ts';
import { createRandom, type Random } from '../../support/random.ts';

/**
 * What the product is asked for in one run beyond talking: each seed draws its own, from numbers of their own, so that a seed
 * without any of them is the run that it was before there were features.
 */
export const FEATURES = [
  /** A day or two pass in a moment; what was closed before is packed. */
  'nights',
  /** What was closed two days ago is deleted. */
  'retention',
  /** Visitors are forgotten. */
  'erasing',
  /** Commands that were accepted come once more, much later. */
  'echoes',
  /** A backup is made, and put back later. */
  'restore',
  /** What was said is looked for. */
  'search',
  /** Somebody reads with a program of the version before. */
  'old-protocol',
  /** Colleagues are brought in and leave, conversations go to departments, are tagged and muted, and cards are filled. */
  'teamwork',
  /** Colleagues talk among themselves, and somebody who is in none of their rooms tries to read them. */
  'rooms',
  /** Visitors say what they think of a talk and ask to be called, and operators call. */
  'afterwards',
  /** Visitors are invited, asked before the chat and for their consent, and choose a department. */
  'beginnings',
  /** Answers that nobody has seen go by mail, and visitors ask for copies. */
  'letters',
  /** Devices turn out to be those of people whom the site knows, who sign out too. */
  'joins',
] as const;
export type Feature = (typeof FEATURES)[number];

/** The seeds before are those in which the older planted bugs are found, and stay the runs that they were. */
export const VISITORS_FROM = 201;

export interface Features {
  readonly has: (feature: Feature) => boolean;
  readonly all: ReadonlySet<Feature>;
  readonly random: Random;
  /** For those who work together. */
  readonly teamwork: Random;
  /** For those who talk among themselves. */
  readonly rooms: Random;
  /** For those who rate and call. */
  readonly afterwards: Random;
  /** For those who come to write. */
  readonly beginnings: Random;
  /** For those who write by mail. */
  readonly letters: Random;
  /** For those whom the site knows. */
  readonly joins: Random;
  readonly workspace: Pick<WorkspaceSettings, 'packAfterDays' | 'deleteClosedAfterDays'>;
}

export function drawFeatures(seed: number): Features {
  const random = createRandom(Math.imul(seed + 1, 0x85ebca6b));
  const all = new Set<Feature>();
  const isPlain = random.chance(0.4);
  if (!isPlain) {
    if (random.chance(0.5)) all.add('nights');
    if (all.has('nights') && random.chance(0.4)) all.add('retention');
    if (random.chance(0.4)) all.add('erasing');
    if (random.chance(0.5)) all.add('echoes');
    if (random.chance(0.35)) all.add('restore');
    if (random.chance(0.6)) all.add('search');
    if (random.chance(0.4)) all.add('old-protocol');
  }
  // Of numbers of its own: the others are those that a seed had before there was this one.
  const teamwork = createRandom(Math.imul(seed + 1, 0x27d4eb2f));
  if (!isPlain && teamwork.chance(0.5)) all.add('teamwork');
  const rooms = createRandom(Math.imul(seed + 1, 0x165667b1));
  if (!isPlain && rooms.chance(0.5)) all.add('rooms');
  const afterwards = createRandom(Math.imul(seed + 1, 0x1b873593));
  if (!isPlain && afterwards.chance(0.5)) all.add('afterwards');
  const beginnings = createRandom(Math.imul(seed + 1, 0x2545f491));
  const mayBe = !isPlain && seed >= VISITORS_FROM;
  if (mayBe && beginnings.chance(0.5)) all.add('beginnings');
  const letters = createRandom(Math.imul(seed + 1, 0x5bd1e995));
  if (mayBe && letters.chance(0.5)) all.add('letters');
  // Who was whom is taken back by a backup, and this judge does not go back with it.
  const joins = createRandom(Math.imul(seed + 1, 0x3c6ef372));
  if (mayBe && !all.has('restore') && joins.chance(0.5)) all.add('joins');
  return {
    teamwork,
    rooms,
    afterwards,
    beginnings,
    letters,
    joins,
    has: (feature) => all.has(feature),
    all,
    random,
    workspace: all.has('nights')
      ? { packAfterDays: 1, deleteClosedAfterDays: all.has('retention') ? 2 : null }
      : DEFAULT_WORKSPACE_SETTINGS,
  };
}

export const describeFeatures = ({ all }: Features): string => (all.size === 0 ? '' : `; ${[...all].join(', ')}`);
