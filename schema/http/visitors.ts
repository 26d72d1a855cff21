import * as v from 'valibot';

/** Whether anybody is on duty for visitors of this site. */
export const dutySchema = v.object({ on: v.boolean() });
export type Duty = Readonly<v.InferOutput<typeof dutySchema>>;

/** That a visitor was invited: by which words, and when, ms. */
export const invitedSchema = v.object({ visitor: v.string(), text: v.string(), at: v.number() });
export type InvitedVisitor = Readonly<v.InferOutput<typeof invitedSchema>>;

/** Why one was not: `invited` by somebody else, or `declined` in this visit. */
export const INVITE_FAILURES = ['not-here', 'has-conversation', 'invited', 'declined', 'suspended'] as const;
export type InviteFailure = (typeof INVITE_FAILURES)[number];
