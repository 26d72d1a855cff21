import { avatarSchema } from '#schema/http/avatars.ts';
import { answer, parameter, picture, problems, signedIn } from './openapi-parts.ts';

/** Of the description of the API: pictures that stand for sites. */
export const avatarPaths = {
  '/api/avatars': {
    post: {
      operationId: 'putAvatar',
      summary: 'Put a picture that the look of a site may name: a square of 128 by 128 pixels',
      security: signedIn,
      requestBody: { required: true, content: picture },
      responses: { 200: answer('By what settings name it', avatarSchema), ...problems(400, 401, 403, 413) },
    },
  },
  '/api/avatars/{version}': {
    get: {
      operationId: 'readAvatar',
      summary: 'The picture that a site’s look names, for everybody',
      parameters: [parameter('path', 'version', avatarSchema.entries.version)],
      responses: {
        200: { description: 'The picture', content: picture },
        204: { description: 'It is not kept any more' },
        ...problems(404),
      },
    },
  },
};
