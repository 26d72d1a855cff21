import { parseDocumentName } from '#schema/docs/document-name.ts';
import { createLeftRooms } from './left-rooms.ts';
import { createLookRoom } from './look-room.ts';
import type { CreateDeskRooms } from './staff-room-contract.ts';
import { createStaffRoom } from './staff-room.ts';

/** What a person of staff has on a device and a visitor has not: documents that it writes, and who looks at what. */
export const createDeskRooms: CreateDeskRooms = (parts) => {
  const staff = createStaffRoom(parts);
  const looks = createLookRoom(parts.environment, parts);
  const left = createLeftRooms({ ...parts, replicas: parts.others });
  return {
    ...staff,
    room: {
      ...staff.room,
      open: (name) => {
        const replica = staff.room.open(name);
        if (parseDocumentName(name)?.kind === 'rooms') left.follow(replica);
        return replica;
      },
    },
    looks,
    frame: (frame) => (frame.t === 'looks' ? looks.frame(frame) : staff.frame(frame)),
    fromTab: (message) => {
      staff.fromTab(message);
      looks.fromTab(message);
    },
    leaderChanged: () => {
      staff.leaderChanged();
      looks.leaderChanged();
    },
    close: () => {
      looks.close();
      return staff.close();
    },
  };
};
