import type { PartHost } from '../parts/part.ts';

/** A department that may be chosen. */
export interface Offered {
  readonly id: string;
  readonly name: string;
  /** Whether somebody of it is there; absent while nobody can tell. */
  readonly on?: boolean;
}

/**
 * As the line has told; before it has, as the page's own file says, so that one may choose in a tunnel. Who is there is told by a line
 * that is there.
 */
export function offeredIn({ chat, options }: Pick<PartHost, 'chat' | 'options'>): readonly Offered[] {
  const { departments: told } = chat.duty;
  if (told !== undefined && chat.link.state === 'live') return told;
  return (told ?? options.served.form?.departments ?? []).map(({ id, name }) => ({ id, name }));
}
