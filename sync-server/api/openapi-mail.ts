import {
  mailRequestSchema,
  mailResponseSchema,
  mailTestRequestSchema,
  mailTestResponseSchema,
} from '#schema/http/mail.ts';
import {
  letterArriveRequestSchema,
  letterOpenedSchema,
  letterOpenRequestSchema,
  onwardRequestSchema,
  onwardSchema,
} from '#schema/http/letters.ts';
import { string } from 'valibot';
import { answer, body, parameter, problems, signedIn } from './openapi-parts.ts';

const ticket = parameter('query', 't', string());

/** Of the description of the API: how letters leave, and what their links lead to. */
export const mailPaths = {
  '/api/letters/open': {
    post: {
      operationId: 'openFromLetter',
      summary: 'Have the conversation of a letter on this device, by the ticket of its link',
      security: signedIn,
      requestBody: body(letterOpenRequestSchema),
      responses: { 200: answer('Which it is', letterOpenedSchema), ...problems(400, 401, 403, 404, 410, 413, 429) },
    },
  },
  '/api/letters/onward': {
    post: {
      operationId: 'goOnFromLetter',
      summary:
        'The page of the site where this visitor wrote last, with a ticket for it that is good once and for two minutes',
      security: signedIn,
      requestBody: body(onwardRequestSchema),
      responses: { 200: answer('Where to', onwardSchema), ...problems(400, 401, 403, 404, 413, 429) },
    },
  },
  '/api/letters/arrive': {
    post: {
      operationId: 'arriveFromLetter',
      summary: 'Have the conversation of a letter on this device, on the page of the site that the ticket led to',
      security: signedIn,
      requestBody: body(letterArriveRequestSchema),
      responses: { 200: answer('Which it is', letterOpenedSchema), ...problems(400, 401, 403, 404, 410, 413, 429) },
    },
  },
  '/api/letters/stop': {
    get: {
      operationId: 'askNoMoreLetters',
      summary: 'The page where a reader says no more letters; looking changes nothing',
      parameters: [ticket],
      responses: { 200: { description: 'The page' }, 400: { description: 'The link is not whole' } },
    },
    post: {
      operationId: 'noMoreLetters',
      summary: 'No more letters to the address of this link (RFC 8058), or with `again=1` letters after all',
      parameters: [ticket],
      responses: { 200: { description: 'It is so' }, 400: { description: 'The link is not whole' } },
    },
  },
  '/api/mail': {
    get: {
      operationId: 'readMail',
      summary: 'How letters leave, without the password, and how they fare',
      security: signedIn,
      responses: { 200: answer('How letters leave', mailResponseSchema), ...problems(401, 403) },
    },
    put: {
      operationId: 'changeMail',
      summary: 'Change how letters leave; the password is only ever written',
      security: signedIn,
      requestBody: body(mailRequestSchema),
      responses: { 200: answer('As it is now', mailResponseSchema), ...problems(400, 401, 403, 409, 413) },
    },
  },
  '/api/mail/test': {
    post: {
      operationId: 'testMail',
      summary: 'Send one letter at once, and tell how far it came',
      security: signedIn,
      requestBody: body(mailTestRequestSchema),
      responses: { 200: answer('How far it came', mailTestResponseSchema), ...problems(400, 401, 403, 413, 429) },
    },
  },
};
