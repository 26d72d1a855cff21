import { photoAddressSchema, photoPutSchema } from '#schema/http/photos.ts';
import { answer, parameter, picture, problems, signedIn } from './openapi-parts.ts';

/** Of the description of the API: photos of people. */
export const photoPaths = {
  '/api/photo': {
    put: {
      operationId: 'putPhoto',
      summary: 'Put one’s own photo: a square of 96 by 96 pixels',
      security: signedIn,
      requestBody: { required: true, content: picture },
      responses: { 200: answer('Which it is', photoPutSchema), ...problems(400, 401, 403, 413) },
    },
    delete: {
      operationId: 'deletePhoto',
      summary: 'Take one’s own photo away',
      security: signedIn,
      responses: { 200: { description: 'It is gone' }, ...problems(401, 403) },
    },
  },
  '/api/photos/{person}': {
    get: {
      operationId: 'readPhoto',
      summary: 'The photo of a person; to a visitor only of those in its conversation',
      security: signedIn,
      parameters: [
        parameter('path', 'person', photoAddressSchema.entries.person),
        parameter('query', 'conversation', photoAddressSchema.entries.conversation),
        parameter('query', 'version', photoAddressSchema.entries.version),
      ],
      responses: {
        200: { description: 'The picture', content: picture },
        204: { description: 'To a visitor: there is none that it may see' },
        304: { description: 'As you have it' },
        ...problems(401, 403, 404, 429),
      },
    },
  },
};
