import type { AnyCommand } from '#schema/commands/any-command.ts';

/** Whoever may not write here may still say that nothing of theirs is to be kept (BLOCK1, CONSENT3). */
export const isOpenToBlocked = ({ type, payload }: AnyCommand): boolean => type === 'consent.give' && !payload.on;
