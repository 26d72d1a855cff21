/**
 * A browser keeps an `import()` that failed for as long as the page lives: what a line that broke once has cost never comes (WID14). So the
 * files of a part are fetched first, all at once, and imported when they are there, out of the browser's cache; a fetch that fails can be
 * done again. What the importing file stands on is there already and is not asked for.
 */

interface ChunkImports {
  /** Files that it stands on. */
  readonly imports: readonly string[];
}

const IMPORT = /\bimport\((["'])(\.\/[^"']+)\1\)/g;

const FETCHED = `const fetchedFirst = (...files) => Promise.all(files.map(async (file) => {
  const answer = await fetch(new URL(file, import.meta.url));
  if (!answer.ok) throw new Error(file);
  await answer.text();
})).then(() => import(files[0]));
`;

/** `fileName` and the keys of `chunks`: the files' names from the folder of all, as the bundler has them by now. */
export function fetchedFirst(code: string, fileName: string, chunks: Readonly<Record<string, ChunkImports>>): string {
  const folder = fileName.slice(0, fileName.lastIndexOf('/') + 1);
  const isThere = filesOf(fileName, chunks);
  const fetched = code.replace(IMPORT, (_import, _quote, path: string) => {
    const file = folder + path.slice(2);
    const missing = filesOf(file, chunks).filter((each) => each === file || !isThere.includes(each));
    return `fetchedFirst(${missing.map((each) => JSON.stringify(`./${each.slice(folder.length)}`)).join(', ')})`;
  });
  return fetched === code ? code : FETCHED + fetched;
}

/** The file and all that it stands on, itself first. */
function filesOf(
  file: string,
  chunks: Readonly<Record<string, ChunkImports>>,
  found: readonly string[] = [],
): readonly string[] {
  const chunk = chunks[file];
  if (chunk === undefined) throw new Error(`no file of the widget is called ${file}`);
  return chunk.imports.reduce<readonly string[]>(
    (all, each) => (all.includes(each) ? all : filesOf(each, chunks, all)),
    [...found, file],
  );
}
