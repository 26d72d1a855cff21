import type { StaffReplicas } from '#client/interface.ts';
import { mayWrite } from '#schema/policy/policy.ts';
import type { Actor } from '#schema/words.ts';
import type { Profile } from '../device/profile.ts';
import { TemplateBook } from './template-book.svelte.ts';

/** 96 bits by chance: nobody makes the same, and it is short in a document that holds a thousand. */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const openBook = (staff: StaffReplicas, { id }: Profile, actor: () => Actor): TemplateBook =>
  new TemplateBook({
    staff,
    me: id,
    mayWrite: (shelf) =>
      shelf === 'shared' ? mayWrite(actor(), 'templates', null) : mayWrite(actor(), 'operator', id),
    now: Date.now,
    random: Math.random,
    newKey,
  });
