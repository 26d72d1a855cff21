import * as v from 'valibot';
import { pictureVersionSchema } from '../photo.ts';

/**
 * What settings call a picture. `GET /api/avatars/<version>`: the picture, for everybody who has read the public settings of its site; 204: it is not kept any more.
 * `POST /api/avatars`: the bytes, as schema/photo.ts wants them, and the answer tells it; 400 `no-picture` or `wrong-size`, 413 `too-large`.
 */
export const avatarSchema = /*#__PURE__*/ v.object({ version: pictureVersionSchema });
