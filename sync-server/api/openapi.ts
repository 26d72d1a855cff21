import { string, union } from 'valibot';
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
import {
  blockAddedSchema,
  blockAddressesSchema,
  blockAddressSchema,
  blockEffectRequestSchema,
  blockEffectSchema,
} from '#schema/http/blocks.ts';
import { historyRequestSchema, historyResponseSchema } from '#schema/http/history.ts';
import { addSchemas, changeSchemas, listNameSchema, listsSchema, orderSchema } from '#schema/http/lists.ts';
import { wordingsAddressSchema, wordingsSchema } from '#schema/http/wordings.ts';
import { operationSchema } from '#schema/http/operation.ts';
import { visitorIdSchema } from '#schema/ids.ts';
import { workspaceChangeSchema, workspaceSettingsSchema } from '#schema/workspace-settings.ts';
import { avatarPaths } from './openapi-avatars.ts';
import { FILE_PATHS } from './openapi-files.ts';
import { identityPaths } from './openapi-identity.ts';
import { mailPaths } from './openapi-mail.ts';
import { notificationPaths } from './openapi-notifications.ts';
import { sitePaths } from './openapi-sites.ts';
import { photoPaths } from './openapi-photos.ts';
import { visitorPaths } from './openapi-visitors.ts';
import { schedulePaths } from './openapi-schedule.ts';
import { answer, body, parameter, problems, signedIn } from './openapi-parts.ts';

/** The contract of `/api` for other people's programs, made from the schemas that the server itself parses with. */

const list = parameter('path', 'list', listNameSchema);
const item = parameter('path', 'item', string());
const listChanged = {
  200: answer('All lists, as they are now', listsSchema),
  ...problems(400, 401, 403, 404, 409, 413),
};

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
    ...FILE_PATHS,
    '/api/wordings/{conversation}/{message}': {
      get: {
        operationId: 'readWordings',
        summary: 'How a message was worded at each time, the first as it was sent; for admins and owners',
        security: signedIn,
        parameters: [
          parameter('path', 'conversation', wordingsAddressSchema.entries.conversation),
          parameter('path', 'message', wordingsAddressSchema.entries.message),
        ],
        responses: { 200: answer('All wordings, the oldest first', wordingsSchema), ...problems(401, 403, 404) },
      },
    },
    ...notificationPaths,
    ...identityPaths,
    ...mailPaths,
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
    ...photoPaths,
    ...avatarPaths,
    ...schedulePaths,
    ...sitePaths,
    ...visitorPaths,
    '/api/lists': {
      get: {
        operationId: 'readLists',
        summary: 'The departments, tags and categories of the workspace, what is archived included',
        security: signedIn,
        responses: { 200: answer('All lists', listsSchema), ...problems(401, 403) },
      },
    },
    '/api/lists/{list}': {
      post: {
        operationId: 'addToList',
        summary: 'Add a department, a tag or a category; an archived one of that name is that one again',
        security: signedIn,
        parameters: [list],
        requestBody: body(union(Object.values(addSchemas))),
        responses: listChanged,
      },
    },
    '/api/lists/{list}/order': {
      put: {
        operationId: 'orderList',
        summary: 'Put a list in this order; what is not named comes behind',
        security: signedIn,
        parameters: [list],
        requestBody: body(orderSchema),
        responses: listChanged,
      },
    },
    '/api/lists/{list}/{item}': {
      patch: {
        operationId: 'changeListItem',
        summary: 'Change the name, the people or the colour; what is absent stays as it is',
        security: signedIn,
        parameters: [list, item],
        requestBody: body(union(Object.values(changeSchemas))),
        responses: listChanged,
      },
      delete: {
        operationId: 'archiveListItem',
        summary: 'Offer it no more; conversations that have it keep it',
        security: signedIn,
        parameters: [list, item],
        responses: listChanged,
      },
    },
    '/api/lists/{list}/{item}/restore': {
      post: {
        operationId: 'restoreListItem',
        summary: 'Offer it again, as it was',
        security: signedIn,
        parameters: [list, item],
        responses: listChanged,
      },
    },
    '/api/blocks': {
      get: {
        operationId: 'readBlockedAddresses',
        summary: 'Which address each block is about; who is blocked, and until when, stands in the document team',
        security: signedIn,
        responses: { 200: answer('Those in force', blockAddressesSchema), ...problems(401, 403) },
      },
      post: {
        operationId: 'blockAddress',
        summary: 'Let nobody write who comes from this address or range; an IPv6 address stands for its /64',
        security: signedIn,
        requestBody: body(blockAddressSchema),
        responses: { 200: answer('Its id', blockAddedSchema), ...problems(400, 401, 403, 413) },
      },
    },
    '/api/blocks/effect': {
      post: {
        operationId: 'readBlockEffect',
        summary: 'What blocking this address or range would do; changes nothing',
        security: signedIn,
        requestBody: body(blockEffectRequestSchema),
        responses: { 200: answer('Whom it would reach', blockEffectSchema), ...problems(400, 401, 403, 413) },
      },
    },
    '/api/blocks/{block}': {
      delete: {
        operationId: 'unblockAddress',
        summary: 'Of an address that was added here; what was blocked from a conversation is unblocked by a command',
        security: signedIn,
        parameters: [parameter('path', 'block', string())],
        responses: { 200: { description: 'Done' }, ...problems(401, 403, 404) },
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
