import type { StaffReplica, StaffReplicas } from '#client/interface.ts';
import { operatorDocument, TEMPLATES_DOCUMENT } from '#schema/docs/document-name.ts';
import {
  lostFrom,
  orderAt,
  placeTemplate,
  putBack,
  readTemplates,
  removeGroup,
  removeTemplate,
  templateWords,
  writeGroup,
  writeTemplate,
  type GroupId,
  type Removed,
  type Template,
  type TemplateGroup,
  type TemplateId,
  type TemplateList,
  type TemplateWords,
} from '#schema/docs/templates-document.ts';
import type { OperatorId } from '#schema/ids.ts';
import { foldedText } from '#schema/search/words.ts';
import { ReplicaView } from '../device/sources.svelte.ts';
import type { Target } from './rows.ts';
import { TemplateIndex } from './template-index.ts';

/** The workspace's, or this person's own. */
export type Shelf = 'shared' | 'own';
const SHELVES: readonly Shelf[] = ['own', 'shared'];

export interface ShelfTemplate extends Template {
  readonly shelf: Shelf;
}

/** What a person gives in the form. */
export interface TemplateDraft extends TemplateWords {
  readonly shelf: Shelf;
  /** The group's name; empty for none. One that is not there yet is made. */
  readonly group: string;
}

export interface BookDeps {
  readonly staff: StaffReplicas;
  readonly me: OperatorId;
  readonly mayWrite: (shelf: Shelf) => boolean;
  /** The device's clock, ms. */
  readonly now: () => number;
  readonly random: () => number;
  readonly newKey: () => string;
}

/** What was deleted last, by its name. */
export interface Undo {
  readonly name: string;
  readonly shelf: Shelf;
  readonly removed: Removed;
}

/** All templates of this person, on this device: read and written without asking anybody (TPL1). */
export class TemplateBook {
  readonly #deps: BookDeps;
  readonly #replicas: { readonly [S in Shelf]: StaffReplica };
  readonly #views: { readonly [S in Shelf]: ReplicaView<TemplateList> };
  #undo: Undo | null = $state.raw(null);
  /** What the index was before; only a memory of it, nobody reads it. */
  #indexed: TemplateIndex<ShelfTemplate> | null = null;

  constructor(deps: BookDeps) {
    this.#deps = deps;
    this.#replicas = {
      shared: deps.staff.open(TEMPLATES_DOCUMENT),
      own: deps.staff.open(operatorDocument(deps.me)),
    };
    // An earlier life of which nothing is missing says nothing any more; what is deleted later is not lost.
    for (const shelf of SHELVES) this.#replicas[shelf].subscribe(() => this.#forgetWhole(shelf));
    this.#views = {
      shared: new ReplicaView(this.#replicas.shared, readTemplates),
      own: new ReplicaView(this.#replicas.own, readTemplates),
    };
  }

  list(shelf: Shelf): TemplateList {
    return this.#views[shelf].content;
  }

  mayWrite(shelf: Shelf): boolean {
    return this.#deps.mayWrite(shelf);
  }

  /** One's own first. */
  readonly #all: readonly ShelfTemplate[] = $derived.by(() =>
    SHELVES.flatMap((shelf) => this.list(shelf).templates.map((template) => ({ ...template, shelf }))),
  );

  readonly #index: TemplateIndex<ShelfTemplate> = $derived.by(() => {
    this.#indexed = new TemplateIndex(this.#all, this.#indexed);
    return this.#indexed;
  });

  get all(): readonly ShelfTemplate[] {
    return this.#all;
  }

  get index(): TemplateIndex<ShelfTemplate> {
    return this.#index;
  }

  /** What was deleted last and can be brought back. */
  get undo(): Undo | null {
    return this.#undo;
  }

  /** What this device has kept of the shelf was read. */
  isReady(shelf: Shelf): boolean {
    void this.list(shelf);
    return this.#replicas[shelf].isReady;
  }

  isGone({ shelf, id }: Pick<ShelfTemplate, 'shelf' | 'id'>): boolean {
    return this.isReady(shelf) && !this.list(shelf).templates.some((one) => one.id === id);
  }

  groupOf({ shelf, group }: Pick<ShelfTemplate, 'shelf' | 'group'>): TemplateGroup | null {
    return this.list(shelf).groups.find(({ id }) => id === group) ?? null;
  }

  /**
   * Null when there are no words to keep, or too many. `seen`: the template that is changed, as its author saw it; what came to it
   * meanwhile stays (TPL2, TPL3). It may go to the other shelf. One that is gone by now is written anew, whole.
   */
  save(draft: TemplateDraft, seen: ShelfTemplate | null): TemplateId | null {
    const words = templateWords(draft);
    const { shelf } = draft;
    if (words === null || !this.mayWrite(shelf)) return null;
    const id = seen?.id ?? this.#deps.newKey();
    const { doc } = this.#replicas[shelf];
    const version = { id: this.#deps.newKey(), by: this.#deps.me, at: this.#deps.now() };
    const here = seen?.shelf === shelf && !this.isGone(seen) ? seen : undefined;
    doc.transact(() => {
      const group = this.#groupNamed(shelf, draft.group);
      writeTemplate(doc, id, words, version, here);
      if (here === undefined || here.group !== group) this.#place(shelf, id, group, Infinity);
    });
    if (seen !== null && seen.shelf !== shelf) this.#takeAway(seen);
    return id;
  }

  /** From the shelf where it stood, unless there are words of it that its author has not seen. */
  #takeAway({ shelf, id, versions }: ShelfTemplate): void {
    const now = this.list(shelf).templates.find((one) => one.id === id)?.versions ?? [];
    if (now.every((one) => versions.some((other) => other.id === one.id)))
      removeTemplate(this.#replicas[shelf].doc, id);
  }

  /** Several at once, each behind those that are there. */
  add(shelf: Shelf, templates: readonly (TemplateWords & { readonly id: TemplateId; readonly group: string })[]): void {
    const { doc } = this.#replicas[shelf];
    doc.transact(() => {
      for (const { id, group, ...words } of templates) {
        // The same for whoever adds them, so that two who do so at the same time add them once.
        writeTemplate(doc, id, words, { id: 'first', by: this.#deps.me, at: this.#deps.now() });
        this.#place(shelf, id, this.#groupNamed(shelf, group), Infinity);
      }
    });
  }

  /** Puts a template or a group in its place among the others. */
  move(shelf: Shelf, id: string, target: Target): void {
    if (!this.mayWrite(shelf)) return;
    if (target.kind === 'template') return this.#place(shelf, id, target.group, target.at);
    const { doc } = this.#replicas[shelf];
    const others = readTemplates(doc).groups.filter((group) => group.id !== id);
    writeGroup(doc, id, { order: orderAt(others, target.at, this.#deps.random) });
  }

  remove({ shelf, id, name, text }: Pick<ShelfTemplate, 'shelf' | 'id' | 'name' | 'text'>): void {
    if (!this.mayWrite(shelf)) return;
    this.#undo = { name: name || text, shelf, removed: removeTemplate(this.#replicas[shelf].doc, id) };
  }

  removeGroup(shelf: Shelf, { id, name }: TemplateGroup): void {
    if (!this.mayWrite(shelf)) return;
    this.#undo = { name, shelf, removed: removeGroup(this.#replicas[shelf].doc, id) };
  }

  addGroup(shelf: Shelf, name: string): void {
    if (this.mayWrite(shelf)) this.#groupNamed(shelf, name);
  }

  renameGroup(shelf: Shelf, id: GroupId, name: string): void {
    const line = lineOf(name);
    if (line !== '' && this.mayWrite(shelf)) writeGroup(this.#replicas[shelf].doc, id, { name: line });
  }

  bringBack(): void {
    const undo = this.#undo;
    this.#undo = null;
    if (undo !== null) putBack(this.#replicas[undo.shelf].doc, undo.removed);
  }

  forgetUndo(): void {
    this.#undo = null;
  }

  /** How many templates of earlier lives of the shelf, in which this person wrote, the present one lacks, or lacks words of (STAFF9). */
  lost(shelf: Shelf): number {
    void this.list(shelf);
    const ids = this.#lost(shelf).flatMap((life) => [...life.keys()]);
    return ids.filter((id, at) => ids.indexOf(id) === at).length;
  }

  #lost(shelf: Shelf): readonly ReturnType<typeof lostFrom>[] {
    const { doc, aside } = this.#replicas[shelf];
    return aside.map((other) => lostFrom(doc, other, this.#deps.me));
  }

  #forgetWhole(shelf: Shelf): void {
    const replica = this.#replicas[shelf];
    if (replica.state !== 'synced' || replica.aside.length === 0) return;
    if (this.#lost(shelf).every(({ size }) => size === 0)) replica.dropAside();
  }

  putInLost(shelf: Shelf): void {
    const { doc } = this.#replicas[shelf];
    for (const life of this.#lost(shelf)) for (const keys of life.values()) putBack(doc, keys);
    this.dropLost(shelf);
  }

  dropLost(shelf: Shelf): void {
    this.#replicas[shelf].dropAside();
  }

  #place(shelf: Shelf, id: TemplateId, group: GroupId | null, at: number): void {
    const { doc } = this.#replicas[shelf];
    const others = readTemplates(doc).templates.filter((one) => one.id !== id && one.group === group);
    const order = orderAt(others, Math.min(at, others.length), this.#deps.random);
    placeTemplate(doc, id, { group, order });
  }

  #groupNamed(shelf: Shelf, name: string): GroupId | null {
    const line = lineOf(name);
    if (line === '') return null;
    const { doc } = this.#replicas[shelf];
    const { groups } = readTemplates(doc);
    const folded = foldedText(line) || line;
    const known = groups.find((group) => (foldedText(group.name) || group.name) === folded);
    if (known !== undefined) return known.id;
    const id = this.#deps.newKey();
    writeGroup(doc, id, { name: line, order: orderAt(groups, groups.length, this.#deps.random) });
    return id;
  }
}

const GROUP_NAME_LENGTH = 40;
const lineOf = (name: string): string =>
  [...name.toWellFormed().normalize('NFC').replaceAll(/\s+/g, ' ').trim()].slice(0, GROUP_NAME_LENGTH).join('');
