import type { GroupId, Template, TemplateGroup, TemplateList } from '#schema/docs/templates-document.ts';

/** The list as it stands on the page, from top to bottom: what is in no group first, then each group under its heading. */
export type Row<T extends Template = Template> =
  | { readonly kind: 'template'; readonly key: string; readonly template: T }
  | { readonly kind: 'group'; readonly key: string; readonly group: TemplateGroup; readonly count: number };

export function rowsOf({ groups, templates }: TemplateList): readonly Row[] {
  const of = (group: GroupId | null): readonly Row[] =>
    templates
      .filter((template) => template.group === group)
      .map((template) => ({ kind: 'template', key: `t:${template.id}`, template }));
  return [
    ...of(null),
    ...groups.flatMap((group): readonly Row[] => {
      const inside = of(group.id);
      return [{ kind: 'group', key: `g:${group.id}`, group, count: inside.length }, ...inside];
    }),
  ];
}

/** Where something is put: a template at a place in a group, a group at a place among groups. */
export type Target =
  | { readonly kind: 'template'; readonly group: GroupId | null; readonly at: number }
  | { readonly kind: 'group'; readonly at: number };

/** What it means to put a row in front of the row at `before` (at the end: the number of rows); null when nothing would change. */
export function targetOf(rows: readonly Row[], moved: Row, before: number): Target | null {
  const from = rows.indexOf(moved);
  const above = rows.slice(0, before).filter((row) => row !== moved);
  if (moved.kind === 'group') {
    const at = above.filter(({ kind }) => kind === 'group').length;
    return at === rows.slice(0, from).filter(({ kind }) => kind === 'group').length ? null : { kind: 'group', at };
  }
  if (before === from || before === from + 1) return null;
  const heading = above.findLast((row) => row.kind === 'group');
  const group = heading?.kind === 'group' ? heading.group.id : null;
  const start = heading === undefined ? 0 : above.indexOf(heading) + 1;
  return { kind: 'template', group, at: above.length - start };
}

/** One step up or down by the keyboard: a template walks through the groups, a group passes another whole group. */
export function stepOf(rows: readonly Row[], moved: Row, step: 1 | -1): Target | null {
  const from = rows.indexOf(moved);
  if (moved.kind === 'group') {
    const groups = rows.filter(({ kind }) => kind === 'group');
    const at = groups.indexOf(moved) + step;
    return at < 0 || at >= groups.length ? null : { kind: 'group', at };
  }
  const before = step === 1 ? from + 2 : from - 1;
  return before < 0 || before > rows.length ? null : targetOf(rows, moved, before);
}
