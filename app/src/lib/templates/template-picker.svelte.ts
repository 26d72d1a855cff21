import type { Attachment } from 'svelte/attachments';
import { tellField } from './list-ids.ts';
import { CLOSED, type PickerForm, type View } from './picker-view.ts';
import { parted, putIntoField } from './put-into-field.ts';
import { sectionsOf, type Section } from './sections.ts';
import type { ShelfTemplate, TemplateBook, TemplateDraft } from './template-book.svelte.ts';
import { rangeOf, triggerAt, type Trigger } from './trigger.ts';
import { blanksOf, filled, type Blank, type Values } from './variables.ts';

export interface PickerDeps {
  readonly book: TemplateBook;
  /** Where forms keep what is typed in it. */
  readonly place: string;
  /** What the conversation tells of itself. */
  readonly values: () => Values;
  /** What the visitor wrote since our last words. */
  readonly asked: () => string;
}

/** Choosing a template for the composer (TPL6–TPL9): what is shown over it, and which one the keys are at. */
export class TemplatePicker {
  readonly #deps: PickerDeps;
  #view: View = $state.raw(CLOSED);
  #query = $state('');
  /** The list can be drawn: its code is on this page. */
  #isReady = $state(false);
  /** Null until somebody moves it. */
  #active: number | null = $state(null);
  /** Where a sign stands that was closed with Escape: it asks no more until it is gone. */
  #dismissed: number | null = null;
  #field: HTMLTextAreaElement | null = null;
  #isInserting = false;
  /** The name of what was saved last; shown for a while. */
  #saved: string | null = $state.raw(null);

  constructor(deps: PickerDeps) {
    this.#deps = deps;
  }

  get book(): TemplateBook {
    return this.#deps.book;
  }

  get view(): View {
    return this.#view;
  }

  get saved(): string | null {
    return this.#saved;
  }

  get query(): string {
    if (this.#view.kind !== 'list') return '';
    return this.#view.trigger === null ? this.#query : this.#view.trigger.query;
  }

  readonly #sections: readonly Section[] = $derived.by(() =>
    this.#view.kind === 'list' ? sectionsOf(this.book, this.query, this.#deps.asked()) : [],
  );

  get sections(): readonly Section[] {
    return this.#sections;
  }

  readonly #options: readonly ShelfTemplate[] = $derived(this.#sections.flatMap(({ templates }) => templates));

  get options(): readonly ShelfTemplate[] {
    return this.#options;
  }

  /** A sign in the text with words that no template has is only text. */
  get isOpen(): boolean {
    const view = this.#view;
    if (view.kind !== 'list') return view.kind !== 'closed';
    if (view.trigger === null) return true;
    if (!this.#isReady) return false;
    return this.#options.length > 0 || (view.trigger.query === '' && this.mayAdd);
  }

  get mayAdd(): boolean {
    return this.book.mayWrite('own');
  }

  /** The option the keys are at; as many as there are options: the one that makes a new template; -1: none. */
  get active(): number {
    const last = this.#options.length - (this.mayAdd ? 0 : 1);
    // Enter in a text is the writer's while there is nothing to insert.
    const first = this.#isTyped && this.#options.length === 0 ? -1 : 0;
    return Math.min(this.#active ?? first, last);
  }

  /** By its button or key: with a field of its own to search in. */
  ask(): void {
    this.#query = '';
    this.#open({ kind: 'list', trigger: null });
  }

  search(query: string): void {
    this.#query = query;
    this.#active = null;
  }

  /** A key in the list; true when it was the list's. */
  press(event: KeyboardEvent): boolean {
    if (this.#view.kind !== 'list' || !this.isOpen || event.isComposing) return false;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (!isPlain) return false;
    const count = this.#options.length + (this.mayAdd ? 1 : 0);
    const option = this.#options[this.active];
    switch (event.key) {
      case 'ArrowDown':
        this.#active = count === 0 ? null : (this.active + 1) % count;
        break;
      case 'ArrowUp':
        this.#active = count === 0 ? null : (Math.max(0, this.active) - 1 + count) % count;
        break;
      case 'Escape':
        this.dismiss();
        break;
      case 'F2':
        if (option === undefined || !this.book.mayWrite(option.shelf)) return false;
        this.change(option);
        break;
      case 'Enter':
      case 'Tab':
        if (this.active === -1 || (event.key === 'Tab' && option === undefined)) return false;
        if (option === undefined) this.make();
        else this.choose(option);
        break;
      default:
        return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  beReady(): void {
    this.#isReady = true;
  }

  point(at: number): void {
    this.#active = at;
  }

  /** Inserts it, or asks first for what it leaves open and nobody knows. */
  choose(template: ShelfTemplate): void {
    const trigger = this.#view.kind === 'list' ? this.#view.trigger : null;
    const blanks = blanksOf(template.text, this.#deps.values());
    if (blanks.length === 0) this.#insert(filled(template.text, this.#deps.values()), trigger);
    else this.#open({ kind: 'fill', template, blanks, trigger });
  }

  /** The words of the template that is being filled in, with these answers. */
  preview(answers: ReadonlyMap<Blank, string>): string {
    return this.#view.kind === 'fill' ? filled(this.#view.template.text, this.#deps.values(), answers) : '';
  }

  /** Where answers are kept until they are inserted. */
  get fillForm(): string {
    return `${this.#deps.place}/fill/${this.#view.kind === 'fill' ? this.#view.template.id : ''}`;
  }

  fill(answers: ReadonlyMap<Blank, string>): void {
    if (this.#view.kind === 'fill') this.#insert(this.preview(answers), this.#view.trigger);
  }

  change(known: ShelfTemplate): void {
    const group = this.book.groupOf(known)?.name ?? '';
    this.#form({ known, draft: { name: known.name, text: known.text, shelf: known.shelf, group } });
  }

  /** A new one, from what is written in the field when there is anything. */
  make(): void {
    const view = this.#view;
    const trigger = view.kind === 'list' ? view.trigger : null;
    this.#form({
      known: null,
      draft: { name: trigger === null ? this.#query : '', text: this.written, shelf: 'own', group: '' },
    });
  }

  /** A new one with these words, from somewhere else than the list. */
  makeFrom(text: string): void {
    this.#view = CLOSED;
    this.#form({ known: null, draft: { name: '', text, shelf: 'own', group: '' } });
  }

  /** What stands in the field without the sign that asks. */
  get written(): string {
    const text = this.#field?.value ?? '';
    const range = this.#view.kind === 'list' ? rangeOf(text, this.#view.trigger) : null;
    return (range === null ? text : text.slice(0, range.start) + text.slice(range.end)).trim();
  }

  /** From the form: false when there are no words in it, or too many. */
  save(draft: TemplateDraft, seen: ShelfTemplate | null): boolean {
    if (this.#view.kind !== 'form') return false;
    const { back } = this.#view;
    if (this.book.save(draft, seen) === null) return false;
    this.#saved = draft.name.trim() || draft.text.trim();
    this.#leave(back);
    return true;
  }

  remove(template: ShelfTemplate): void {
    this.book.remove(template);
    if (this.#view.kind === 'form') this.#leave(this.#view.back);
  }

  /** Back to where the form or the filling in came from. */
  goBack(): void {
    const view = this.#view;
    if (view.kind === 'form') this.#leave(view.back);
    else if (view.kind === 'fill') this.#leave({ kind: 'list', trigger: view.trigger });
  }

  /** What was typed stays as it is, and the sign that was closed asks no more. `isBack`: one goes on writing. */
  dismiss(isBack = true): void {
    const view = this.#view;
    if ((view.kind === 'list' || view.kind === 'fill') && view.trigger !== null) this.#dismissed = view.trigger.at;
    if (isBack) this.#leave(CLOSED);
    else this.#view = CLOSED;
  }

  /** What was saved or deleted last is told no more. */
  forgetDone(): void {
    this.#saved = null;
    this.book.forgetUndo();
  }

  /** On the composer's field. */
  readonly attach: Attachment<HTMLTextAreaElement> = (field) => {
    this.#field = field;
    const stop = new AbortController();
    const { signal } = stop;
    const look = (): void => this.#look(field);
    for (const event of ['input', 'keyup', 'click'] as const) field.addEventListener(event, look, { signal });
    // Before the composer's own keys.
    field.addEventListener('keydown', (event) => void (this.#isTyped && this.press(event)), { signal });
    field.addEventListener('blur', ({ relatedTarget }) => this.#blurred(relatedTarget), { signal });
    $effect(() => tellField(field, this.#isTyped && this.isOpen ? this.active : null));
    return () => {
      stop.abort();
      this.#field = null;
    };
  };

  get #isTyped(): boolean {
    return this.#view.kind === 'list' && this.#view.trigger !== null;
  }

  #look(field: HTMLTextAreaElement): void {
    if (this.#isInserting || (this.#view.kind !== 'closed' && !this.#isTyped)) return;
    const trigger = field.selectionStart === field.selectionEnd ? triggerAt(field.value, field.selectionStart) : null;
    if (trigger?.at !== this.#dismissed) this.#dismissed = null;
    const known = this.#view.kind === 'list' ? this.#view.trigger : null;
    if (trigger === null || trigger.at === this.#dismissed) this.#view = CLOSED;
    else if (known?.at !== trigger.at || known.query !== trigger.query) this.#open({ kind: 'list', trigger });
  }

  #blurred(to: EventTarget | null): void {
    const isInside = to instanceof Element && to.closest('[data-templates]') !== null;
    if (this.#isTyped && !isInside) this.#view = CLOSED;
  }

  #open(view: View): void {
    this.#active = null;
    this.#saved = null;
    this.#view = view;
  }

  #form(form: PickerForm): void {
    this.#open({ kind: 'form', form, back: this.#view });
  }

  /** The keyboard goes back to the text, unless the list has a field of its own. */
  #leave(view: View): void {
    this.#view = view;
    if (view.kind !== 'list' || view.trigger !== null) this.#field?.focus();
  }

  #insert(words: string, trigger: Trigger | null): void {
    const field = this.#field;
    this.#view = CLOSED;
    if (field === null) return;
    const { start, end } = rangeOf(field.value, trigger) ?? { start: field.selectionStart, end: field.selectionEnd };
    this.#isInserting = true;
    putIntoField(field, start, end, parted(field.value, start, end, words));
    this.#isInserting = false;
    // Words that end in a path of their own ask for nothing.
    this.#dismissed = triggerAt(field.value, field.selectionStart)?.at ?? null;
  }
}
