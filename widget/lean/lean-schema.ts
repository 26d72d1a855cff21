/**
 * Verbs that nothing decides on a visitor's device: the policy table never grants them to a visitor, a contact's card is not shown to
 * one, nor what the desk is told, and what is asked for after a talk the part that asks lays over it by itself.
 */
const UNDECIDED =
  'conversation(?:Take|HandOver|BringIn|Leave|Close|Reopen|Tag|Categorise|Mute|Rate)|callback(?:Ask|Cancel|Done)|noteAdd|consentGive|fileAnswer|contact(?:Update|Tag|Note|Rate|Remove|Visit|Describe)|task(?:Add|Change|Done)|visitor(?:Block|Unblock)|transcriptSend';
const UNDECIDED_CASE = new RegExp(`    case '[^']+':\\n      return (?:${UNDECIDED})\\.decide\\([^)]*\\);\\n`, 'g');
/** How a reply of an operator is decided, and what that asks of a conversation. */
const REPLY = / {4}return decideReply\([^)]*\);\n/;
const FACTS_OF_REPLIES = / {4}(?:changesSince|lostSince): [^\n]*\n/g;
/** What entries of staff do to a conversation: a visitor's device lays only the visitor's own commands over it. */
const LINES_OF_STAFF = / {4}case 'handed-over':\n {6}return \{[\s\S]*?(?= {4}default:\n {6}return null;)/;
const HEADS_OF_STAFF =
  / {4}case 'taken':\n {4}case 'reopened':\n {6}return \{[\s\S]*?(?= {4}default:\n {6}return head;)/;
const TAKES = / {6}if \(effect\.takes\)[^\n]*\n/;
/** Of staff too: what lies over a file because of it comes from the server. */
const FILE_ANSWERED = / {2}if \(effect\.kind === 'file-answered'\) \{\n[\s\S]*?\n {2}\}\n/;
/** Parsed at the server's edge; here the command is our own. */
const PAYLOAD_SCHEMA = /payload: v\.object\([\s\S]*?\),(?=\n {2}decide)/;
/** What the table grants a visitor's device is asked for a visitor alone. */
const NEVER_A_VISITORS = / {2}'[a-z.-]+': (?:\/\*[ ]*\*\/ ?)?row\('never'[^\n]*\n/g;
/** Words for whoever reads the table, not for a machine. */
const CLOSE_CODE_PROSE = /,\s+client: '[^']*'/g;

/** The source of a file of `schema/` without what only other devices run; the same text when there is no such thing in it. */
export function leanSchema(code: string, file: string): string {
  if (file.endsWith('/schema/wire/close-codes.ts')) return code.replace(CLOSE_CODE_PROSE, '');
  if (file.endsWith('/schema/policy/policy.ts')) return code.replace(NEVER_A_VISITORS, '');
  if (file.endsWith('/schema/conversation/facts.ts')) return code.replace(FACTS_OF_REPLIES, '');
  if (file.endsWith('/schema/conversation/conversation.ts'))
    return code.replace(LINES_OF_STAFF, '').replace(HEADS_OF_STAFF, '').replace(TAKES, '').replace(FILE_ANSWERED, '');
  if (!file.includes('/schema/commands/')) return code;
  return code.replace(REPLY, '').replace(UNDECIDED_CASE, '').replace(PAYLOAD_SCHEMA, 'payload: undefined,');
}
