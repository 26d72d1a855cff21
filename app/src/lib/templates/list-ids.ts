/** The list of templates and what stands in it, by their ids in the page. */
export const LIST_ID = 'template-list';
export const optionId = (at: number): string => `template-option-${at}`;

/** The keyboard stays in the text; which option the keys are at is told to who hears the screen. Null: there is no list. */
export function tellField(field: HTMLElement, active: number | null): void {
  const isList = active !== null;
  const told = {
    'aria-autocomplete': isList ? 'list' : null,
    'aria-controls': isList ? LIST_ID : null,
    'aria-activedescendant': isList && active >= 0 ? optionId(active) : null,
  };
  for (const [name, value] of Object.entries(told)) {
    if (value === null) field.removeAttribute(name);
    else field.setAttribute(name, value);
  }
}
