import { error } from '@sveltejs/kit';
import { isUuidV7, type ConversationId } from '#schema/ids.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params }) => {
  if (!isUuidV7(params.conversation)) error(404);
  return { conversation: params.conversation as ConversationId };
};
