import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { conversationIdSchema } from '#schema/ids.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params }) => {
  const conversation = v.safeParse(conversationIdSchema, params.conversation);
  if (!conversation.success) error(404);
  return { conversation: conversation.output };
};
