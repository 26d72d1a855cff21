import type { ManualWords } from './words.ts';

/**
 * The manual's text as HTML. It understands what the manual needs of Markdown and refuses all else, so that nothing is dropped in
 * silence: headings with `{#id}`, paragraphs, lists, tables, fenced code, `code`, **bold**, *names of the app* and [links](#there). A fence `js live`
 * becomes an example with a button that runs what is shown; a fence `events` the list of what the widget says.
 */

export interface Manual {
  readonly title: string;
  readonly body: string;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  /** Of the examples, in their order: the code that is shown is the code that runs. */
  readonly examples: readonly string[];
  /** All fenced code, with what stands behind the fence. */
  readonly blocks: readonly { readonly info: string; readonly code: string }[];
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => {
      if (part.startsWith('`')) return `<code>${escape(part.slice(1, -1))}</code>`;
      return escape(part)
        .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
        .replace(/\*([^*]+)\*/g, '<em>$1</em>')
        .replace(/\[([^\]]+)\]\(((?:#|\/)[^)\s]*)\)/g, '<a href="$2">$1</a>');
    })
    .join('');
}

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => inline(cell.trim().replaceAll('\\|', '|')));

function table(lines: readonly string[], label: string): string {
  const [head = '', rule = '', ...rows] = lines;
  if (!/^\|[\s|:-]+\|$/.test(rule)) throw new Error(`No table: ${head}`);
  const headings = cellsOf(head)
    .map((cell) => `<th scope="col">${cell}</th>`)
    .join('');
  const body = rows.map((row) => {
    const [first, ...rest] = cellsOf(row);
    return `<tr><th scope="row">${first ?? ''}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  // What may be too wide for a phone is scrolled by itself, also with the keyboard.
  return `<div class="wide" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${headings}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

const code = (text: string): string => `<pre tabindex="0"><code>${escape(text)}</code></pre>`;

export function renderManual(markdown: string, words: ManualWords): Manual {
  const lines = markdown.split('\n');
  const sections: { id: string; title: string }[] = [];
  const examples: string[] = [];
  const blocks: { info: string; code: string }[] = [];
  const body: string[] = [];
  let title = '';
  let heading = '';

  /** The lines from `at` on for which this holds. */
  const runOf = (at: number, holds: (line: string) => boolean): readonly string[] => {
    const end = lines.findIndex((line, index) => index >= at && !holds(line));
    return lines.slice(at, end === -1 ? lines.length : end);
  };

  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const hash = /^(#{1,3}) (.+?)(?: \{#([a-z-]+)\})?$/.exec(line);
    if (line === '') at += 1;
    else if (hash) {
      const [, marks = '', text = '', id = ''] = hash;
      heading = escape(text);
      if (marks.length === 1) title = text;
      else if (id === '') throw new Error(`A heading without an id: ${line}`);
      if (marks.length === 2) sections.push({ id, title: text });
      if (marks.length > 1) body.push(`<h${marks.length} id="${id}">${inline(text)}</h${marks.length}>`);
      at += 1;
    } else if (line.startsWith('```')) {
      const inside = runOf(at + 1, (each) => !each.startsWith('```'));
      const info = line.slice(3);
      const text = inside.join('\n');
      if (info === 'events') body.push(`<ol id="events" class="events" aria-label="${escape(words.events)}"></ol>`);
      else if (info === 'js live') {
        body.push(
          `<div class="example">${code(text)}<p><button type="button" data-example="${examples.length}">${words.run}</button></p><output></output></div>`,
        );
        examples.push(text);
      } else body.push(code(text));
      if (info !== 'events') blocks.push({ info, code: text });
      at += inside.length + 2;
    } else if (line.startsWith('|')) {
      const rows = runOf(at, (each) => each.startsWith('|'));
      body.push(table(rows, heading));
      at += rows.length;
    } else if (line.startsWith('- ')) {
      const items = runOf(at, (each) => each.startsWith('- '));
      body.push(`<ul>${items.map((item) => `<li>${inline(item.slice(2))}</li>`).join('')}</ul>`);
      at += items.length;
    } else if (/^[\p{L}\p{N}`*[„“"«]/u.test(line)) {
      const words = runOf(at, (each) => each !== '' && !/^(#|```|\||- )/.test(each));
      body.push(`<p>${inline(words.join(' '))}</p>`);
      at += words.length;
    } else throw new Error(`The manual does not know this: ${line}`);
  }
  return { title, body: body.join('\n'), sections, examples, blocks };
}
