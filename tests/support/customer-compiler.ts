import ts from 'typescript';

/** Projects as customers have them: what `npm create vite` writes, and one of Node's kind with all that can be switched on. */
const PROJECTS: readonly ts.CompilerOptions[] = [
  { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
  },
];
const EVERYWHERE: ts.CompilerOptions = {
  strict: true,
  // Ours is looked at, the compiler's own are not.
  skipLibCheck: false,
  skipDefaultLibCheck: true,
  noEmit: true,
  types: [],
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  target: ts.ScriptTarget.ES2022,
};
const FOLDER = '/customer';

/** What a customer's compiler says of these files, in each of their projects: `<file>:<line> <why>`. Nothing else of ours is there. */
export function customerFaults(files: Readonly<Record<string, string>>): readonly string[] {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`${FOLDER}/${name}`, text]));
  texts.set(`${FOLDER}/package.json`, '{ "type": "module" }');
  const host = ts.createCompilerHost({});
  const libraries = new Map<string, ts.SourceFile | undefined>();
  const libraryOf = (
    name: string,
    version: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ): ts.SourceFile | undefined => {
    if (!libraries.has(name)) libraries.set(name, host.getSourceFile(name, version));
    return libraries.get(name);
  };
  const customer: ts.CompilerHost = {
    ...host,
    getCurrentDirectory: () => FOLDER,
    fileExists: (name) => texts.has(name) || host.fileExists(name),
    readFile: (name) => texts.get(name) ?? host.readFile(name),
    directoryExists: (name) => name === FOLDER || host.directoryExists?.(name) === true,
    getSourceFile: (name, version) => {
      const text = texts.get(name);
      return text === undefined ? libraryOf(name, version) : ts.createSourceFile(name, text, version, true);
    },
  };
  const roots = [...texts.keys()].filter((name) => name.endsWith('.ts'));
  return PROJECTS.flatMap((project) =>
    ts.getPreEmitDiagnostics(ts.createProgram(roots, { ...EVERYWHERE, ...project }, customer)).map((found) => {
      const { messageText, file, start } = found;
      const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
      const name = file?.fileName.replace(`${FOLDER}/`, '') ?? '';
      return `${name}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    }),
  );
}
