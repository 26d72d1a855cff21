import { string } from 'valibot';
import { identifyRequestSchema, identifyResponseSchema, siteSecretsResponseSchema } from '#schema/http/identity.ts';
import { ownCodeSchema, ownConfirmSchema, ownDataSchema, ownErasureSchema } from '#schema/http/own-data.ts';
import { answer, body, parameter, problems, signedIn } from './openapi-parts.ts';

const site = parameter('path', 'site', string());
const secrets = { 200: answer('Those that hold, the newest first', siteSecretsResponseSchema) };

/** Of the description of the API: who visitors are, as their site has signed it. */
export const identityPaths = {
  '/api/identify': {
    post: {
      operationId: 'identifyVisitor',
      summary: 'Show what the site has signed of its visitor; with the token of the visitor’s device as bearer',
      security: [{ bearer: [] }],
      requestBody: body(identifyRequestSchema),
      responses: {
        200: answer('Who it is from now on', identifyResponseSchema),
        ...problems(400, 401, 403, 409, 413, 429, 503),
      },
    },
  },
  '/api/sign-out': {
    post: {
      operationId: 'signOutVisitor',
      summary: 'Let the token of a visitor’s device speak for nobody any more',
      security: [{ bearer: [] }],
      responses: { 200: { description: 'It is so' }, ...problems(401, 403, 429) },
    },
  },
  '/api/own-data': {
    get: {
      operationId: 'readOwnData',
      summary:
        'All that is kept of the visitor who asks, with the token of their device as bearer; nothing of staff’s own',
      security: [{ bearer: [] }],
      responses: { 200: answer('Everything', ownDataSchema), ...problems(401, 403, 429, 503) },
    },
  },
  '/api/own-data/code': {
    post: {
      operationId: 'sendOwnDataCode',
      summary: 'Send a code to the mailbox of the visitor, for a device that came by a letter',
      security: [{ bearer: [] }],
      responses: { 200: answer('Where it went', ownCodeSchema), ...problems(401, 403, 409, 429, 503) },
    },
  },
  '/api/own-data/confirm': {
    post: {
      operationId: 'confirmOwnData',
      summary: 'Say that code: this device may then take and delete what is kept, for a quarter of an hour',
      security: [{ bearer: [] }],
      requestBody: body(ownConfirmSchema),
      responses: { 200: { description: 'It is so' }, ...problems(400, 401, 403, 413, 429) },
    },
  },
  '/api/own-data/erase': {
    post: {
      operationId: 'eraseOwnData',
      summary: 'Forget the visitor who asks for good, with every conversation',
      security: [{ bearer: [] }],
      responses: { 200: answer('It is done', ownErasureSchema), ...problems(401, 403, 404, 429, 503) },
    },
  },
  '/api/sites/{site}/secrets': {
    get: {
      operationId: 'readSiteSecrets',
      summary: 'With which the site signs who its visitors are; for admins and owners',
      security: signedIn,
      parameters: [site],
      responses: { ...secrets, ...problems(401, 403, 404) },
    },
    post: {
      operationId: 'renewSiteSecret',
      summary: 'A new one; the one before it holds until it is ended',
      security: signedIn,
      parameters: [site],
      responses: { ...secrets, ...problems(401, 403, 404) },
    },
  },
  '/api/sites/{site}/secrets/{number}': {
    delete: {
      operationId: 'endSiteSecret',
      summary: 'What was signed with it is believed no more',
      security: signedIn,
      parameters: [site, parameter('path', 'number', string())],
      responses: { ...secrets, ...problems(401, 403, 404) },
    },
  },
};
