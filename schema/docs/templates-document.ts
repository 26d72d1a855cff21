import type * as Y from 'yjs';
import * as v from 'valibot';
import { TEXT_BYTES } from '../limits.ts';
import { foldedText } from '../search/words.ts';
import { normaliseText } from '../text.ts';
import { isOrderKey, orderBetween, type Random } from './order-key.ts';

/**
 * Templates, as one flat map that several write (TPL2–TPL4). The keys:
 *
 * - `t/<template>/text/<version>` `{text, by, at}`: its words. Whoever writes new ones takes away the versions that they saw; so two
 *   that were written at the same time both stand there, and words written while somebody deleted the template bring it back.
 * - `t/<template>/name` and `t/<template>/place` `{group, order}`: the last writer wins, of each alone.
 * - `g/<group>/name`, `g/<group>/order`: likewise. Templates know their group and not the other way about, so a group that is deleted
 *   takes no template with it, and one that is brought back has them again.
 */
const ROOT = 'templates';

export type TemplateId = string;
export type GroupId = string;

export interface Place {
  readonly group: GroupId | null;
  readonly order: string;
}

export interface Version {
  readonly id: string;
  readonly text: string;
  /** The person who wrote it, and when by the clock of their device, ms. */
  readonly by: string;
  readonly at: number;
}

export interface Template extends Place {
  readonly id: TemplateId;
  /** What it is called in lists; empty: the beginning of its words stands for it. */
  readonly name: string;
  /** The newest words. */
  readonly text: string;
  /** More than one while nobody has chosen between words written at the same time; the newest first. */
  readonly versions: readonly Version[];
}

export interface TemplateGroup {
  readonly id: GroupId;
  readonly name: string;
  readonly order: string;
}

/** Both in their order; templates by their groups, those without a group first. */
export interface TemplateList {
  readonly groups: readonly TemplateGroup[];
  readonly templates: readonly Template[];
}

/** In characters. */
export const TEMPLATE_NAME_LENGTH = 60;
/** Behind everything that has a place. */
const LAST = '~';

const versionSchema = v.object({ text: v.string(), by: v.string(), at: v.number() });
const placeSchema = v.object({ group: v.nullable(v.string()), order: v.custom<string>(isOrderKey) });

const keysOf = (id: TemplateId): { readonly name: string; readonly place: string; readonly text: string } => ({
  name: `t/${id}/name`,
  place: `t/${id}/place`,
  text: `t/${id}/text/`,
});

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

interface Found {
  name: string;
  place: Place | null;
  readonly versions: Version[];
}

export function readTemplates(doc: Y.Doc): TemplateList {
  const found = new Map<TemplateId, Found>();
  const groups = new Map<GroupId, { name?: string; order?: string }>();
  for (const [key, value] of doc.getMap(ROOT)) {
    const [kind, id = '', part, version, ...rest] = key.split('/');
    if (rest.length > 0 || (version !== undefined) !== (part === 'text')) continue;
    if (kind === 'g') {
      const group = groups.get(id) ?? {};
      groups.set(id, group);
      if (part === 'name' && typeof value === 'string') group.name = value;
      else if (part === 'order' && isOrderKey(value)) group.order = value;
    } else if (kind === 't') {
      const one = found.get(id) ?? { name: '', place: null, versions: [] };
      found.set(id, one);
      if (part === 'name' && typeof value === 'string') one.name = value;
      else if (part === 'place' && v.is(placeSchema, value)) one.place = value;
      else if (part === 'text' && version !== undefined && v.is(versionSchema, value))
        one.versions.push({ id: version, ...value });
    }
  }
  const { list, named } = orderedGroups(groups);
  const rank = new Map(list.map(({ id }, at) => [id, at]));
  const templates = [...found].flatMap(([id, { name, place, versions }]): readonly Template[] => {
    const [newest, ...others] = versions.sort((a, b) => b.at - a.at || compare(a.id, b.id));
    if (newest === undefined) return [];
    const group = named.get(place?.group ?? '') ?? null;
    return [{ id, name, text: newest.text, versions: [newest, ...others], group, order: place?.order ?? LAST }];
  });
  const rankOf = ({ group }: Template): number => (group === null ? -1 : (rank.get(group) ?? -1));
  templates.sort((a, b) => rankOf(a) - rankOf(b) || compare(a.order, b.order) || compare(a.id, b.id));
  return { groups: list, templates };
}

/** Two who made a group of one name at the same time made one group: `named` leads from each id to the one that stands for it. */
function orderedGroups(groups: ReadonlyMap<GroupId, { readonly name?: string; readonly order?: string }>): {
  readonly list: readonly TemplateGroup[];
  readonly named: ReadonlyMap<GroupId, GroupId>;
} {
  const all = [...groups]
    .flatMap(([id, { name, order }]) => (name === undefined ? [] : [{ id, name, order: order ?? LAST }]))
    .sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
  const first = new Map<string, GroupId>();
  const named = new Map<GroupId, GroupId>();
  for (const { id, name } of all) {
    const folded = foldedText(name) || name;
    if (!first.has(folded)) first.set(folded, id);
    named.set(id, first.get(folded) ?? id);
  }
  return { list: all.filter(({ id }) => named.get(id) === id), named };
}

/** What a person gives a template. */
export interface TemplateWords {
  readonly name: string;
  readonly text: string;
}

/** As it is stored; null when there are no words in it, or too many. */
export function templateWords({ name, text }: TemplateWords): TemplateWords | null {
  const words = normaliseText(text, TEXT_BYTES);
  if (!words.ok) return null;
  const line = name.toWellFormed().normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  return { name: [...line].slice(0, TEMPLATE_NAME_LENGTH).join('').trim(), text: words.value };
}

/** What somebody had before their eyes when they began to write. */
export type Seen = Pick<Template, 'name' | 'versions'>;

/**
 * A new template, or another name and words for one that is there. What is as its author saw it is not written, and only versions that
 * they saw go: what came while they wrote stays beside theirs (TPL2, TPL3). Without `seen`: all that stands there now.
 */
export function writeTemplate(
  doc: Y.Doc,
  id: TemplateId,
  { name, text }: TemplateWords,
  version: Omit<Version, 'text'>,
  seen: Seen = standing(doc, id),
): void {
  const map = doc.getMap(ROOT);
  const keys = keysOf(id);
  const [only] = seen.versions;
  const isNewText = seen.versions.length !== 1 || only?.text !== text;
  doc.transact(() => {
    // New words of one that was deleted meanwhile bring its name along.
    if (name !== seen.name || (isNewText && name !== '' && !map.has(keys.name))) map.set(keys.name, name);
    if (!isNewText) return;
    for (const one of seen.versions) map.delete(keys.text + one.id);
    if (standing(doc, id).versions.some((one) => one.text === text)) return;
    map.set(keys.text + version.id, { text, by: version.by, at: version.at });
  });
}

function standing(doc: Y.Doc, id: TemplateId): Seen {
  const map = doc.getMap(ROOT);
  const keys = keysOf(id);
  const name = map.get(keys.name);
  const versions = [...map].flatMap(([key, value]): readonly Version[] => {
    if (!key.startsWith(keys.text)) return [];
    const found = v.is(versionSchema, value) ? value : { text: '', by: '', at: 0 };
    return [{ ...found, id: key.slice(keys.text.length) }];
  });
  return { name: typeof name === 'string' ? name : '', versions };
}

export const placeTemplate = (doc: Y.Doc, id: TemplateId, { group, order }: Place): void =>
  void doc.getMap(ROOT).set(keysOf(id).place, { group, order });

/** `undefined` leaves it as it is. */
export function writeGroup(doc: Y.Doc, id: GroupId, { name, order }: { name?: string; order?: string }): void {
  const map = doc.getMap(ROOT);
  doc.transact(() => {
    if (name !== undefined) map.set(`g/${id}/name`, name);
    if (order !== undefined) map.set(`g/${id}/order`, order);
  });
}

/** What was taken away, to be put back as it was. */
export type Removed = ReadonlyMap<string, unknown>;

export const removeTemplate = (doc: Y.Doc, id: TemplateId): Removed => removeUnder(doc, `t/${id}/`);
/** Its templates stay, and stand in no group. */
export const removeGroup = (doc: Y.Doc, id: GroupId): Removed => removeUnder(doc, `g/${id}/`);

function removeUnder(doc: Y.Doc, start: string): Removed {
  const map = doc.getMap(ROOT);
  const removed = new Map([...map].filter(([key]) => key.startsWith(start)));
  doc.transact(() => {
    for (const key of removed.keys()) map.delete(key);
  });
  return removed;
}

/** What came there meanwhile stays. */
export function putBack(doc: Y.Doc, removed: Removed): void {
  const map = doc.getMap(ROOT);
  doc.transact(() => {
    for (const [key, value] of removed) if (!map.has(key)) map.set(key, value);
  });
}

/**
 * What another life of the document has that this one lacks, by template: those that are not here at all, with their groups, and of
 * others the words that this person wrote (STAFF9). To be put back.
 */
export function lostFrom(doc: Y.Doc, other: Y.Doc, by: string): ReadonlyMap<TemplateId, Removed> {
  const here = new Map(readTemplates(doc).templates.map((template) => [template.id, template]));
  const there = other.getMap(ROOT);
  const lost = new Map<TemplateId, Removed>();
  for (const { id, versions } of readTemplates(other).templates) {
    const known = here.get(id)?.versions;
    const isHere = (one: Version): boolean => known?.some(({ text }) => text === one.text) === true;
    const words = versions.filter((one) => known === undefined || (one.by === by && !isHere(one)));
    if (words.length === 0) continue;
    const keys = keysOf(id);
    const missing = words.map((one) => keys.text + one.id);
    const place = there.get(keys.place);
    const group = v.is(placeSchema, place) ? (place.group ?? '') : '';
    if (known === undefined) missing.push(keys.name, keys.place, `g/${group}/name`, `g/${group}/order`);
    lost.set(id, new Map(missing.flatMap((key) => (there.has(key) ? [[key, there.get(key)] as const] : []))));
  }
  return lost;
}

/** A key for one that stands at this place among others that are in their order; `others` are without it. */
export function orderAt(others: readonly { readonly order: string }[], at: number, random: Random): string {
  const keyOf = (index: number): string | null => {
    const order = others[index]?.order;
    return isOrderKey(order) ? order : null;
  };
  const before = keyOf(at - 1);
  // Two that were given the same key have no room between them.
  const after = others.slice(at).find(({ order }) => isOrderKey(order) && order > (before ?? ''))?.order ?? null;
  return orderBetween(before, after, random);
}
