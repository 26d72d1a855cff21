import { foldedText } from '#schema/search/words.ts';

/** What a template can leave open for the conversation to fill in. */
export const VARIABLES = ['visitor', 'operator', 'page', 'address', 'site'] as const;
export type Variable = (typeof VARIABLES)[number];

/** What is known in a conversation; what is not there is asked for. */
export type Values = { readonly [Name in Variable]?: string };

/** Names by which people call them, folded; any language may be written in any other. */
const NAMES: { readonly [name: string]: Variable } = Object.fromEntries(
  Object.entries({
    visitor: 'visitor,name,visitor name,client,customer,имя,посетитель,клиент,имя посетителя,imie,klient,imie klienta',
    operator: 'operator,me,my name,agent,оператор,я,мое имя,менеджер,konsultant,ja,moje imie',
    page: 'page,page title,страница,название страницы,strona,tytul strony',
    address: 'address,page address,url,link,адрес,адрес страницы,ссылка,adres,adres strony',
    site: 'site,website,shop,сайт,магазин,witryna,sklep',
  }).flatMap(([variable, names]) => names.split(',').map((name) => [name, variable])),
) as { readonly [name: string]: Variable };

/** `{name}`, and as other programs write it `{{name}}`; what begins with no letter is no variable but code or a face. */
const PLACE = /\{\{?\s*(\p{L}[\p{L}\p{M}\p{N} _-]{0,39}?)\s*\}?\}/gu;

/** An open place of a template, as its author called it. */
export interface Blank {
  readonly name: string;
  readonly variable: Variable | null;
}

export type Part = { readonly kind: 'text'; readonly text: string } | ({ readonly kind: 'place' } & Blank);

export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const match of text.matchAll(PLACE)) {
    if (match.index > done) parts.push({ kind: 'text', text: text.slice(done, match.index) });
    const name = match[1] ?? '';
    parts.push({ kind: 'place', name, variable: NAMES[foldedText(name)] ?? null });
    done = match.index + match[0].length;
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) });
  return parts;
}

/** Two ways of writing one thing are asked for once. */
const keyOf = ({ name, variable }: Blank): string => variable ?? (foldedText(name) || name);

/** What nobody knows here and a person has to fill in, each once. */
export function blanksOf(text: string, values: Values): readonly Blank[] {
  const blanks = new Map<string, Blank>();
  for (const part of partsOf(text)) {
    if (part.kind === 'text' || (part.variable !== null && (values[part.variable] ?? '') !== '')) continue;
    if (!blanks.has(keyOf(part))) blanks.set(keyOf(part), { name: part.name, variable: part.variable });
  }
  return [...blanks.values()];
}

/**
 * The words to send: no open place is ever left in them. One that stays empty goes with the comma or blank before it, so that
 * `Hello, {name}!` greets whoever has none.
 */
export function filled(text: string, values: Values, answers: ReadonlyMap<Blank, string> = new Map()): string {
  const given = new Map([...answers].map(([blank, answer]) => [keyOf(blank), answer.trim()]));
  let words = '';
  let isCut = false;
  for (const part of partsOf(text)) {
    if (part.kind === 'text') {
      words += isCut && words === '' ? capital(part.text.replace(/^[,\s]+/, '')) : part.text;
      continue;
    }
    const value = (part.variable === null ? '' : (values[part.variable] ?? '')) || (given.get(keyOf(part)) ?? '');
    isCut = value === '';
    words = isCut ? words.replace(/,?[ \u00a0]+$|,$/, '') : words + value;
  }
  return words;
}

function capital(text: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase() + text.slice(first.length);
}
