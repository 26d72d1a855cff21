import { error } from '@sveltejs/kit';
import { targetOf } from '#app/lib/history/finding.svelte.ts';
import { isRoomId } from '#schema/room/room-id.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params, url }) => {
  const { room } = params;
  if (!isRoomId(room)) error(404);
  const place = url.searchParams.get('at');
  return { room, place, target: targetOf(place), words: url.searchParams.get('words') ?? '' };
};
