/** Why a letter did not leave. */
export const MAIL_FAILURES = ['refused', 'gave-up', 'stopped', 'no-address', 'too-many', 'nothing'] as const;
export type MailFailureKind = (typeof MAIL_FAILURES)[number];

/** What became of a letter about a conversation: of the entries after the first up to the second. */
export interface Mailed {
  readonly what: 'answer' | 'transcript';
  readonly since: number;
  readonly through: number;
  /** Where it went, or was to go; absent where that is not known. */
  readonly to?: string;
  /** Absent: the mail server took it. `detail`: what that said. */
  readonly failed?: { readonly why: MailFailureKind; readonly detail?: string };
}
