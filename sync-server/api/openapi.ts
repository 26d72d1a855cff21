import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import {
  chapterAddressSchema,
  commandsRequestSchema,
  commandsResponseSchema,
  erasedResponseSchema,
  peopleResponseSchema,
  problemSchema,
  sessionResponseSchema,
  setupRequestSchema,
  setupStateSchema,
} from '#schema/http/contract.ts';
import { historyRequestSchema, historyResponseSchema } from '#schema/http/history.ts';
import { operationSchema } from '#schema/http/operation.ts';
import { visitorIdSchema } from '#schema/ids.ts';
import { workspaceChangeSchema, workspaceSettingsSchema } from '#schema/workspace-settings.ts';

/** The contract of `/api` for other people's programs, made from the schemas that the server itself parses with. */

const json = (schema: GenericSchema) => {
  // What a schema does beyond JSON Schema (trimming, brands) happens on our side of the wire.
  const { $schema: _, ...made } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  return { 'application/json': { schema: made } };
};
const answer = (description: string, schema: GenericSchema) => ({ description, content: json(schema) });
const problems = (...statuses: readonly number[]) =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: '#/components/responses/problem' }]));
const body = (schema: GenericSchema) => ({ required: true, content: json(schema) });
const parameter = (where: 'path' | 'query', name: string, schema: GenericSchema) => {
  const { schema: made } = json(schema)['application/json'];
  return { in: where, name, required: where === 'path', schema: made };
};
const signedIn = [{ session: [] }, { bearer: [] }];

export const openApiDocument = (serverUrl: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Holdline',
    version: '1',
    description: 'Sign-in of people is under /api/auth (better-auth). Live documents come over the WebSocket /sync.',
  },
  servers: [{ url: serverUrl }],
  paths: {
    '/api/commands': {
      post: {
        operationId: 'giveCommands',
        summary: 'Give commands; decided in order, answered in the same order after they are on the disk',
        security: signedIn,
        requestBody: body(commandsRequestSchema),
        responses: {
          200: answer('What became of each command', commandsResponseSchema),
          ...problems(400, 401, 403, 413),
        },
      },
    },
    '/api/conversations/{conversation}/chapters/{number}': {
      get: {
        operationId: 'readChapter',
        summary: 'A sealed chapter of a long conversation, as a Yjs update; for whoever may read the conversation',
        security: signedIn,
        parameters: [
          parameter('path', 'conversation', chapterAddressSchema.entries.conversation),
          parameter('path', 'number', chapterAddressSchema.entries.number),
          parameter('query', 'epoch', chapterAddressSchema.entries.epoch),
        ],
        responses: {
          200: {
            description: 'The chapter; to be kept for ever when the epoch was named',
            content: { 'application/octet-stream': {} },
          },
          304: { description: 'As you have it' },
          ...problems(401, 403, 404, 429),
        },
      },
    },
    '/api/session': {
      get: {
        operationId: 'readSession',
        summary: 'Who the server takes you for',
        security: signedIn,
        responses: { 200: answer('A person of the workspace', sessionResponseSchema), ...problems(401, 403) },
      },
    },
    '/api/people': {
      get: {
        operationId: 'listPeople',
        summary: 'The people of the workspace',
        security: signedIn,
        responses: { 200: answer('Everybody', peopleResponseSchema), ...problems(401, 403) },
      },
    },
    '/api/workspace': {
      get: {
        operationId: 'readWorkspace',
        summary: 'The settings that hold for everybody in the workspace',
        security: signedIn,
        responses: { 200: answer('All settings', workspaceSettingsSchema), ...problems(401, 403) },
      },
      put: {
        operationId: 'changeWorkspace',
        summary: 'Change some of the settings; what is absent stays as it is',
        security: signedIn,
        requestBody: body(workspaceChangeSchema),
        responses: {
          200: answer('All settings, as they are now', workspaceSettingsSchema),
          ...problems(400, 401, 403, 413),
        },
      },
    },
    '/api/history': {
      post: {
        operationId: 'searchHistory',
        summary:
          'Conversations of any age, by what was said in them, by time, operator, site and state; changes nothing',
        security: signedIn,
        requestBody: body(historyRequestSchema),
        responses: { 200: answer('A page of conversations', historyResponseSchema), ...problems(400, 401, 403, 413) },
      },
    },
    '/api/operation': {
      get: {
        operationId: 'readOperation',
        summary: 'Backups, and how the machine behind the workspace is',
        security: signedIn,
        responses: { 200: answer('As it is now', operationSchema), ...problems(401, 403) },
      },
    },
    '/api/operation/backup': {
      post: {
        operationId: 'makeBackup',
        summary: 'Begin a backup, unless one is being made',
        security: signedIn,
        responses: { 200: answer('It has begun', operationSchema), ...problems(401, 403) },
      },
    },
    '/api/operation/doctor': {
      post: {
        operationId: 'lookAtMachine',
        summary: 'Begin to look at the machine',
        security: signedIn,
        responses: { 200: answer('It has begun', operationSchema), ...problems(401, 403) },
      },
    },
    '/api/contacts/{visitor}': {
      delete: {
        operationId: 'erasePerson',
        summary: 'Forget a person for good: the card, every conversation with its notes, and all copies on devices',
        security: signedIn,
        parameters: [parameter('path', 'visitor', visitorIdSchema)],
        responses: {
          200: answer('How many conversations went', erasedResponseSchema),
          ...problems(401, 403, 404, 503),
        },
      },
    },
    '/api/setup': {
      get: {
        operationId: 'readSetup',
        summary: 'Whether the workspace has no owner yet',
        security: [],
        responses: { 200: answer('The state', setupStateSchema) },
      },
      post: {
        operationId: 'setUp',
        summary: 'Make the first owner, with the token of the link that the start printed',
        security: [],
        requestBody: body(setupRequestSchema),
        responses: { 200: answer('Done', setupStateSchema), ...problems(400, 403, 409) },
      },
    },
  },
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'holdline.session_token' },
      bearer: { type: 'http', scheme: 'bearer', description: "A session's token, or a visitor's own" },
    },
    responses: { problem: answer('A problem', problemSchema) },
  },
});
