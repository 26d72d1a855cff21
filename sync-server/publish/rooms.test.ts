import { expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { someConversation } from '../testing/temporary-rows.ts';
import { createRooms, type RoomsDeps } from './rooms.ts';

test('KEEP4 KEEP5 what two are deleting at once nobody gets before both are through', () => {
  const deps = { store: { findDocument: () => null }, chapterLimits: {} } as unknown as RoomsDeps;
  const rooms = createRooms(deps);
  const [both, one] = [1, 2].map((n) => conversationDocument(someConversation(n)));
  if (both === undefined || one === undefined) throw new Error('no names');
  const seen = () => [rooms.find(both), rooms.find(one)];
  rooms.dismiss([both]);
  rooms.dismiss([both, one]);
  expect(seen()).toEqual(['damaged', 'damaged']);
  rooms.readmit([both]);
  expect(seen()).toEqual(['damaged', 'damaged']);
  rooms.readmit([both, one]);
  expect(seen()).toEqual([null, null]);
  rooms.dismiss([one]);
  expect(seen()).toEqual([null, 'damaged']);
});
