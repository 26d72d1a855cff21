/** Methods that no replica of a visitor is asked for, by class; a call of one of them is a mistake that throws. */
const UNUSED_METHODS: Readonly<Record<string, readonly string[]>> = {
  // Types that no document of a visitor holds, documents within documents, and what stands in no file of ours.
  Doc: [
    ...['getText', 'getXmlElement', 'getXmlFragment', 'getSubdocs', 'getSubdocGuids', 'toJSON'],
    ...['load', 'transact', 'destroy'],
  ],
  // What is read of an array is all of it, of a map a value by its name or all of them; nobody listens to a part of a document.
  AbstractType: [
    ...['get parent', '_copy', 'clone', '_write', 'get _first', '_callObserver', 'toJSON'],
    ...['observe', 'observeDeep', 'unobserve', 'unobserveDeep'],
  ],
  YArray: [
    ...['constructor', 'static from', '_integrate', '_copy', 'clone', '_callObserver', '_write', 'toJSON'],
    ...['insert', 'push', 'unshift', 'delete', 'get', 'slice', 'map', 'forEach', '[Symbol.iterator]'],
  ],
  YMap: [
    ...['constructor', '_integrate', '_copy', 'clone', '_callObserver', '_write', 'toJSON'],
    ...['keys', 'values', 'forEach', 'set', 'delete', 'clear'],
  ],
  // Only who changes things undoes them.
  Item: ['get keep', 'set keep', 'get next', 'get prev'],
  ContentAny: ['copy'],
  ContentDeleted: ['copy'],
  UpdateDecoderV1: ['readTypeRef', 'readBuf', 'readJSON', 'readKey'],
  UpdateEncoderV1: ['writeTypeRef', 'writeBuf', 'writeJSON', 'writeKey'],
};

/** Kinds of content by their place in Yjs's table of readers; the server writes values and deletions only, and reads no others either. */
const UNUSED_CONTENTS = [
  'JSON, // 2',
  'Binary, // 3',
  'String, // 4',
  'Embed, // 5',
  'Format, // 6',
  'Type, // 7',
  'Doc, // 9',
] as const;

/** The second encoding of updates, which Yjs uses inside for what it could not integrate yet, and nowhere on our wire. */
const SECOND_ENCODING = /\b((?:Update|DS)(?:En|De)coder)V2\b/g;

/** What else no reader of ours runs, and what stands there instead. */
const UNUSED: readonly (readonly [found: string | RegExp, replaced: string])[] = [
  ['  readYText,\n  readYXmlElement,\n  readYXmlFragment,\n  readYXmlHook,\n  readYXmlText\n', ''],
  // A document that stands for itself, keeps no deleted content and is asked for nothing but its updates.
  [
    / {2}constructor \(\{ guid = random\.uuidv4\(\)[^]*?\n {2}\}\n/,
    '  constructor () {\n    super();\n    this.gc = true;\n    this.gcFilter = () => true;\n' +
      '    this.clientID = generateNewClientId();\n    this.share = new Map();\n    this.store = new StructStore();\n' +
      '    this._transaction = null;\n    this._transactionCleanups = [];\n  }\n',
  ],
  [/ {6}doc\.emit\('beforeObserverCalls'[^]*?callAll\(fs, \[\]\);\n/, ''],
  [/ {6}doc\.emit\('afterTransactionCleanup'.*\n/, ''],
  [/ {6}if \(doc\._observers\.has\('updateV2'\)\) \{[^]*?(?=\n {6}if \(transactionCleanups\.length)/, ''],
  [/ {8}doc\.emit\('afterAllTransactions'.*\n/, ''],
  [/ {4}if \(transactionCleanups\.length === 1\) \{\n.*\n {4}\}\n {4}doc\.emit\('beforeTransaction'.*\n/, ''],
  [/^ +addChangedTypeToTransaction\(.*\);$/gm, ''],
  [
    /^ {4}this\.(?:_eH|_dEH|_searchMarker|changed|changedParentTypes|meta|subdocs\w+|_needFormattingCleanup) = .*;$/gm,
    '',
  ],
  [/ {6}const searchMarker = [^;]*_searchMarker;[^]*? {6}if \(right\.keep\) \{\n.*\n {6}\}\n/, ''],
  [/ {2}if \(leftItem\.keep\) \{\n.*\n {2}\}\n {2}if \(leftItem\.redone !== null\) \{\n.*\n {2}\}\n/, ''],
  [/ {6}this\.redone === null &&\n {6}right\.redone === null &&\n/, ''],
  ['    this.redone = null;\n', ''],
  [' && !struct.keep && gcFilter(struct)', ' && gcFilter(struct)'],
  // An update that needs an earlier one waits as it came, and is tried again with each that comes after: of one writer all of it can be
  // read or none, so none has to be taken apart and none put together. The cache has only what was read; the rest is asked for again.
  [
    /^const readUpdateV2 = [^]*?^ {2}\}, transactionOrigin, false\);$/m,
    'const readUpdateV2 = (decoder, ydoc, transactionOrigin) =>\n  transact(ydoc, transaction => {\n' +
      '    transaction.local = false;\n    const store = ydoc.store;\n    const isToWait = update => {\n' +
      '      const structDecoder = new UpdateDecoderV1(decoding.createDecoder(update));\n' +
      '      const waits = integrateStructs(transaction, store, readClientsStructRefs(structDecoder, ydoc));\n' +
      '      return readAndApplyDeleteSet(structDecoder, transaction, store) || waits\n    };\n' +
      '    let waiting = [decoder.arr, ...store.pendingStructs || []], before;\n' +
      '    do {\n      before = waiting.length;\n      waiting = waiting.filter(isToWait);\n' +
      '    } while (waiting.length < before)\n' +
      '    store.pendingStructs = before ? waiting : null;\n  }, transactionOrigin, false);',
  ],
  [
    / {2}const restStructs = new StructStore\(\);\n[^]*?(?= {2}\/\*\*\n {3}\* @type \{GC\|Item\}\n)/,
    '  let waits = false;\n',
  ],
  ['restStructs.clients.set(client, inapplicableItems.refs.slice(inapplicableItems.i));', ''],
  ['        restStructs.clients.set(client, [item]);\n', ''],
  ['    stack.length = 0;\n', '    stack.length = 0;\n    waits = true;\n'],
  [/^ +updateMissingSv\(.*\n/gm, ''],
  [/ {2}if \(restStructs\.clients\.size > 0\) \{[^]*?\n {2}return null\n/, '  return waits\n'],
  ['  const unappliedDS = new DeleteSet();\n', '  let waits = false;\n'],
  [/addToDeleteSet\(unappliedDS, .*\);/g, 'waits = true;'],
  [/ {2}if \(unappliedDS\.clients\.size > 0\) \{[^]*?\n {2}return null\n/, '  return waits\n'],
  [
    / {2}const updates = \[encoder\.toUint8Array\(\)\];\n[^]*? {2}return updates\[0\]\n/,
    '  return encoder.toUint8Array()\n',
  ],
  ['const isDevMode = env.', 'const isDevMode = false && env.'],
  ['const emptySnapshot = createSnapshot(', 'const emptySnapshot = /* @__PURE__ */ createSnapshot('],
  // On a shop's page another Yjs may well be at home: ours leaves no mark in it and does not make that one complain.
  [/^if \(glo\[importIdentifier\] === true\) \{[^]*?^\}\nglo\[importIdentifier\] = true;\n/m, ''],
];

/**
 * The source of Yjs (dist/yjs.mjs) for one who reads: without text and XML types, without writing, listening to types and documents
 * within documents, and with its first encoding where it keeps pending updates in the second. The bundler then drops 10 KB gzip. What
 * goes over the wire and into the cache is unchanged byte for byte; the test beside compares it with the stock library over updates
 * in any order. Throws when Yjs has changed in these places.
 */
export function leanYjs(code: string): string {
  const withoutMethods = Object.entries(UNUSED_METHODS).reduce(
    (text, [name, methods]) =>
      changed(text, new RegExp(String.raw`^class ${name} [^]*?^\}`, 'm'), (found) =>
        methods.reduce(withoutMethod, found),
      ),
    code,
  );
  const withoutContents = UNUSED_CONTENTS.reduce(
    (text, content) => changed(text, `readContent${content}`, () => '() => { error.unexpectedCase(); },'),
    withoutMethods,
  );
  const rest = UNUSED.reduce((text, [found, replaced]) => changed(text, found, () => replaced), withoutContents);
  const lines = rest.split('\n');
  return lines.map((line) => (/^(class|export) /.test(line) ? line : line.replace(SECOND_ENCODING, '$1V1'))).join('\n');
}

function withoutMethod(text: string, method: string): string {
  const name = method.replaceAll(/[[\].]/g, String.raw`\$&`);
  return changed(text, new RegExp(String.raw`^  ${name} \(.*\{(?: *\}$|\n[^]*?^  \}$)`, 'm'), () => '');
}

function changed(text: string, found: string | RegExp, put: (found: string) => string): string {
  const result = text.replace(found, put);
  if (result === text) throw new Error(`Yjs has changed: lean-yjs.ts does not find ${found}`);
  return result;
}

/** Choices that lib0 makes at its start: the browser's own text codec, or one of JavaScript for browsers without. */
const TEXT_CODEC_CHOICE = /(export const \w+ = )\(?(?:string\.)?utf8Text[^?]*\? (\w+Native) : \w+Polyfill/g;
/** A fault of Safari 13. */
const OLD_SAFARI = /^if \(utf8TextDecoder && [^]*?^\}$/m;

/**
 * The source of lib0's `encoding.js`, `decoding.js` or `string.js` with the browser's own text codec, which all of ours have.
 */
export function leanLib0(code: string): string {
  const lean = code.replace(TEXT_CODEC_CHOICE, '$1$2').replace(OLD_SAFARI, '');
  if (lean === code) throw new Error('lib0 has changed: lean-yjs.ts does not find its choice of text codec');
  return lean;
}
