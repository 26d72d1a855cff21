import { getContext, setContext } from 'svelte';
import type { ConversationId } from '#schema/ids.ts';
import { listKeyOf } from '../device/kept-keys.ts';
import { keep, type DeviceStorage } from '../device/preferences.svelte.ts';
import type { Language } from '../texts/language.svelte.ts';
import type { Desk, Sections } from './desk.svelte.ts';
import type { DeskRow } from './desk-rows.ts';
import { EVERYTHING, fold, isHiding, matcherOf, parseFilter, sitesOf, tagsOf, type ListFilter } from './list-filter.ts';
import { visitorName } from './names.ts';
import { comparisonOf, inSections, SECTIONS, type Section } from './sections.ts';

/** Something that was done to a conversation from its row, and how. */
export interface Deed {
  readonly id: ConversationId;
  readonly how: 'done' | 'closed' | 'taking';
}

/** What a person sees of the list: filtered and in order, all on the device. What was chosen is remembered there (ROW6). */
export class ListView {
  readonly #desk: Desk;
  readonly #language: Language;
  readonly #storage: DeviceStorage | null;
  readonly #key: string;
  #filter: ListFilter = $state.raw(EVERYTHING);
  #deed: Deed | null = $state.raw(null);

  constructor(desk: Desk, language: Language, storage: DeviceStorage | null) {
    this.#desk = desk;
    this.#language = language;
    this.#storage = storage;
    this.#key = listKeyOf(desk.profile.id);
    this.#filter = parseFilter(storage?.getItem(this.#key) ?? null);
  }

  get filter(): ListFilter {
    return this.#filter;
  }

  get isHiding(): boolean {
    return isHiding(this.#filter);
  }

  change(next: Partial<ListFilter>): void {
    this.#filter = { ...this.#filter, ...next };
    keep(this.#storage, this.#key, JSON.stringify(this.#filter));
  }

  /** Nothing is kept from sight; the order stays. */
  readonly showAll = (): void => this.change({ ...EVERYTHING, sort: this.#filter.sort });

  /** What is looked for in a row, made once for each: with another language the names are others. */
  readonly #folded: WeakMap<DeskRow, string> = $derived.by(() => {
    void this.#language.texts;
    return new WeakMap();
  });

  haystackOf(row: DeskRow): string {
    const known = this.#folded.get(row);
    if (known !== undefined) return known;
    const { name, visitor, lastText, site, tags = [], assignee, request } = row.summary;
    const made = fold(
      [
        visitorName(this.#language.texts, name, visitor),
        ...[lastText, site, assignee?.name ?? '', request?.email ?? '', request?.phone ?? ''],
        ...tags,
      ].join('\n'),
    );
    this.#folded.set(row, made);
    return made;
  }

  readonly #sections: Sections = $derived.by(() => {
    if (!this.isHiding) return this.#desk.sections;
    const matches = matcherOf(
      this.#filter,
      (id) => this.#desk.lists.departments.find((one) => one.id === id)?.members ?? [],
    );
    const hasWords = this.#filter.words.trim() !== '';
    return inSections(
      this.#desk.rows.filter((row) =>
        matches({ summary: row.summary, haystack: hasWords ? this.haystackOf(row) : '' }),
      ),
    );
  });

  /** Of each section what the filter leaves, in no order. */
  get sections(): Sections {
    return this.#sections;
  }

  /** Each sorted once for all who read it, and only when somebody does. */
  readonly #ordered = Object.fromEntries(SECTIONS.map((section) => [section, derivedFrom(() => this.#order(section))]));

  #order(section: Section): readonly DeskRow[] {
    const compare = comparisonOf(section, this.#filter.sort);
    return this.#sections[section].toSorted((a, b) => compare(a.summary, b.summary));
  }

  /** A section as it is shown. */
  rows(section: Section): readonly DeskRow[] {
    return this.#ordered[section]?.current ?? [];
  }

  /** Whoever waits for anybody and is not to be seen. */
  get hiddenWaiting(): number {
    return this.#desk.sections.new.length - this.#sections.new.length;
  }

  readonly #sites: readonly string[] = $derived.by(() => sitesOf(this.#desk.rows));

  /** All of which there are conversations. */
  get sites(): readonly string[] {
    return this.#sites;
  }

  /** The workspace's own tags in their order, then those that were only typed. */
  get tags(): readonly string[] {
    return tagsOf(
      this.#desk.tags.map(({ name }) => name),
      this.#desk.rows,
    );
  }

  /** What was done last, so that it can be taken back. */
  get deed(): Deed | null {
    return this.#deed;
  }

  /** Nobody can give back what was taken, for the visitor is told: a taking is done only when the next thing is, or time is over (PHONE1). */
  did(next: Deed | null): void {
    const before = this.#deed;
    this.#deed = next;
    const { outbox } = this.#desk.client;
    if (before?.how === 'taking') void outbox.add('conversation.take', { conversation: before.id });
    if (next?.how === 'closed') void outbox.add('conversation.close', { conversation: next.id });
    if (next?.how === 'done') void this.#desk.settle(next.id, true);
  }

  undo(): void {
    const deed = this.#deed;
    this.#deed = null;
    if (deed?.how === 'done') void this.#desk.settle(deed.id, false);
    if (deed?.how === 'closed') void this.#desk.client.outbox.add('conversation.reopen', { conversation: deed.id });
  }
}

function derivedFrom<Value>(make: () => Value): { readonly current: Value } {
  const value = $derived.by(make);
  return {
    get current() {
      return value;
    },
  };
}

const KEY = Symbol('list view');

export const provideListView = (view: ListView): ListView => setContext(KEY, view);
export const useListView = (): ListView => getContext<ListView>(KEY);
