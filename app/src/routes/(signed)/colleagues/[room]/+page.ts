import { error } from '@sveltejs/kit';
import { isRoomId } from '#schema/room/room-id.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params }) => {
  const { room } = params;
  if (!isRoomId(room)) error(404);
  return { room };
};
