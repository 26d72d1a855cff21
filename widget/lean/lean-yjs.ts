/** Where Yjs names the shared types that no document of a visitor holds, and the housekeeping of formatted text. */
const UNUSED: readonly (readonly [found: string, replaced: string])[] = [
  ['  readYText,\n  readYXmlElement,\n  readYXmlFragment,\n  readYXmlHook,\n  readYXmlText\n', ''],
  ['cleanupYTextAfterTransaction(transaction);', ''],
  // A name that nobody asks for, of a document that stands for itself.
  ['guid = random.uuidv4()', "guid = ''"],
];

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

/** Methods of a document for those types, for documents within documents, and an old one for all types at once. */
const UNUSED_METHODS = [
  'getText',
  'getXmlElement',
  'getXmlFragment',
  'getSubdocs',
  'getSubdocGuids',
  'toJSON',
] as const;

/** The second encoding of updates, which Yjs uses inside for what it could not integrate yet, and nowhere on our wire. */
const SECOND_ENCODING = /\b((?:Update|DS)(?:En|De)coder)V2\b/g;

/** Calls by which an array or a map is changed; inserting nothing is part of taking a type into a document. */
const INSERTS = /^ +typeList(?:InsertGenerics|PushGenerics)\(transaction, this, .*\);$/gm;
const CHANGES = /^ +type(?:ListDelete|MapDelete|MapSet)\(transaction, (?:this|map), .*\);$/gm;
const REFUSE = 'throw error.methodUnimplemented();';

/**
 * The source of Yjs (dist/yjs.mjs) for one who reads: without text and XML types, without writing (it throws), and with its
 * first encoding where it keeps pending updates in the second. The bundler then drops 7 KB gzip. What goes over the wire and into
 * the cache is unchanged byte for byte; the test beside compares it with the stock library over updates in any order. Throws
 * when Yjs has changed in these places.
 */
export function leanYjs(code: string): string {
  const withoutMethods = UNUSED_METHODS.reduce((text, method) => {
    const found = new RegExp(String.raw`^  ${method} \((?:name = '')?\) \{\n.*?^  \}$`, 'ms');
    if (!found.test(text)) throw new Error(`Yjs has changed: lean-yjs.ts does not find ${method}`);
    return text.replace(found, '');
  }, code);
  const withoutContents = UNUSED_CONTENTS.reduce((text, content) => {
    const found = `readContent${content}`;
    if (!text.includes(found)) throw new Error(`Yjs has changed: lean-yjs.ts does not find ${found}`);
    return text.replace(found, '() => { error.unexpectedCase(); },');
  }, withoutMethods);
  const withoutTypes = UNUSED.reduce((text, [found, replaced]) => {
    if (!text.includes(found)) throw new Error(`Yjs has changed: lean-yjs.ts does not find "${found}"`);
    return text.replace(found, replaced);
  }, withoutContents);
  const readOnly = withoutTypes.replace(INSERTS, `if (content.length > 0) ${REFUSE}`).replace(CHANGES, REFUSE);
  if (readOnly === withoutTypes) throw new Error('Yjs has changed: lean-yjs.ts does not find where it writes');
  const lines = readOnly.split('\n');
  return lines.map((line) => (/^(class|export) /.test(line) ? line : line.replace(SECOND_ENCODING, '$1V1'))).join('\n');
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
