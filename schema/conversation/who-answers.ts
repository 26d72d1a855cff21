import type { Actor, Author } from '../words.ts';

/** The people of a conversation, and how they change. */
interface People {
  readonly assignee: Author | null;
  readonly others?: readonly Author[];
  readonly observers?: readonly Author[];
}
interface Company {
  readonly others: readonly Author[];
  readonly observers: readonly Author[];
}

const isOneOf = (people: readonly Author[] | undefined, id: string): boolean =>
  people?.some((person) => person.id === id) ?? false;

/** Whether this person answers it, alone or along with others. */
export const answers = ({ assignee, others }: People, id: string): boolean =>
  assignee?.id === id || isOneOf(others, id);

/** Looks on at what it has handed over. */
export const looksOn = ({ observers }: People, id: string): boolean => isOneOf(observers, id);

/** Whether this person may decide for the ones who answer: one of them, or an admin or owner. */
export const mayActFor = (head: People, actor: Actor): boolean =>
  answers(head, actor.id) || (actor.kind === 'operator' && (actor.role === 'admin' || actor.role === 'owner'));

/** With somebody else, or nobody, who answers; people who have another part in it have theirs no more. */
export function withAssignee<H extends People>(head: H, assignee: Author | null): H {
  return { ...withPeople(head, without(head, assignee?.id ?? '')), assignee };
}

export const withBroughtIn = <H extends People>(head: H, who: Author): H => {
  const { others, observers } = without(head, who.id);
  return withPeople(head, { others: [...others, who], observers });
};

/** Who answered looks on; `to` null: everybody may take it. */
export function withHandedOver<H extends People>(head: H, to: Author | null): H {
  const giver = head.assignee;
  const rest = without(head, to?.id ?? '');
  const observers =
    giver === null || giver.id === to?.id ? rest.observers : [...without(head, giver.id).observers, giver];
  const stays = observers.filter(({ id }) => id !== to?.id);
  return { ...withPeople(head, { others: to === null ? [] : rest.others, observers: stays }), assignee: to };
}

/** Without one who leaves; where that is who answers, `to` goes on. */
export const withLeft = <H extends People>(head: H, who: Author, to: Author | undefined): H =>
  to === undefined ? withPeople(head, without(head, who.id)) : withAssignee(head, to);

/** A new talk begins: nobody answers it. */
export const withNobody = <H extends People>(head: H): H => ({
  ...withPeople(head, { others: [], observers: [] }),
  assignee: null,
});

const without = ({ others, observers }: People, id: string): Company => ({
  others: (others ?? []).filter((person) => person.id !== id),
  observers: (observers ?? []).filter((person) => person.id !== id),
});

/** An empty list is none: documents of conversations that nobody was brought into stay as they were. */
function withPeople<H extends People>(head: H, { others, observers }: Company): H {
  const { others: _others, observers: _observers, ...rest } = head;
  return {
    ...rest,
    ...(others.length > 0 && { others }),
    ...(observers.length > 0 && { observers }),
  } as H;
}
