import { announcedFileSchema, fileAddressSchema } from '#schema/http/files.ts';
import { fileClaimSchema } from '#schema/files.ts';
import { answer, parameter, problems, signedIn } from './openapi-parts.ts';

const upload = parameter('path', 'id', announcedFileSchema.entries.id);
const offset = (description: string) => ({ description, headers: { 'Upload-Offset': {}, 'Upload-Length': {} } });

/** Files, uploaded by the tus protocol 1.0.0. */
export const FILE_PATHS = {
  '/api/files': {
    post: {
      operationId: 'announceFile',
      summary: 'Announce a file by the headers Upload-Length and Upload-Metadata (id, conversation, name, type)',
      security: signedIn,
      responses: {
        201: offset('It may be sent to its Location'),
        ...problems(400, 401, 403, 404, 409, 413, 415, 429, 507),
      },
    },
  },
  '/api/files/uploads/{id}': {
    get: {
      operationId: 'readUpload',
      summary: 'What a whole upload became; HEAD tells how far one has come',
      security: signedIn,
      parameters: [upload],
      responses: {
        200: answer('The file, as message.send names it', fileClaimSchema),
        ...problems(401, 403, 404, 409),
      },
    },
    patch: {
      operationId: 'continueUpload',
      summary: 'Send bytes from Upload-Offset on',
      security: signedIn,
      parameters: [upload],
      requestBody: { required: true, content: { 'application/offset+octet-stream': {} } },
      responses: { 204: offset('So much is here'), ...problems(400, 401, 403, 404, 409, 413, 415, 503) },
    },
    delete: {
      operationId: 'cancelUpload',
      summary: 'Give an upload up that no message says yet',
      security: signedIn,
      parameters: [upload],
      responses: { 204: { description: 'It is gone' }, ...problems(401, 403, 404) },
    },
  },
  '/api/files/{conversation}/{message}': {
    get: {
      operationId: 'readFile',
      summary: 'The file that a message says; a visitor’s only once somebody has said yes',
      security: signedIn,
      parameters: [
        parameter('path', 'conversation', fileAddressSchema.entries.conversation),
        parameter('path', 'message', fileAddressSchema.entries.message),
      ],
      responses: {
        200: { description: 'Its bytes, to be saved', content: { 'application/octet-stream': {} } },
        304: { description: 'As you have it' },
        ...problems(401, 403, 404, 429),
      },
    },
  },
};
