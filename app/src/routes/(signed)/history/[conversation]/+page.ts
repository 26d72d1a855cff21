import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { conversationIdSchema } from '#schema/ids.ts';
import { targetOf } from '#app/lib/history/finding.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params, url }) => {
  const conversation = v.safeParse(conversationIdSchema, params.conversation);
  if (!conversation.success) error(404);
  return {
    conversation: conversation.output,
    place: url.searchParams.get('at'),
    target: targetOf(url.searchParams.get('at')),
  };
};
