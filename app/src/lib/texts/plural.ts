/** Forms of a word by the categories of CLDR; `other` is said when a language has no form of its own for a category. */
export type Forms = { readonly [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string } & {
  readonly other: string;
};

/** Makes the counting function of a language: `count(3, {one: 'reply', other: 'replies'})` is `3 replies`. */
export function counting(language: string): (count: number, forms: Forms, behind?: string) => string {
  const rules = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (count, forms, behind = '') => `${number.format(count)}${behind} ${forms[rules.select(count)] ?? forms.other}`;
}
