import {
  notificationsSchema,
  subscriptionSchema,
  testRequestSchema,
  testResponseSchema,
  unsubscribeSchema,
} from '#schema/http/notifications.ts';
import { answer, problems, body, signedIn } from './openapi-parts.ts';

/** Of the description of the API: how browsers are called while no page of the app is open. */
export const notificationPaths = {
  '/api/notifications': {
    get: {
      operationId: 'readPushKey',
      summary: 'The key by which a browser subscribes to push',
      security: signedIn,
      responses: { 200: answer('The public key', notificationsSchema), ...problems(401, 403) },
    },
  },
  '/api/notifications/subscription': {
    put: {
      operationId: 'subscribe',
      summary: 'Call this browser while no page is open; the subscription goes with the session that told it',
      security: signedIn,
      requestBody: body(subscriptionSchema),
      responses: { 200: { description: 'It is called from now on' }, ...problems(400, 401, 403, 413) },
    },
  },
  '/api/notifications/unsubscribe': {
    post: {
      operationId: 'unsubscribe',
      summary: 'Call this browser no more',
      security: signedIn,
      requestBody: body(unsubscribeSchema),
      responses: { 200: { description: 'It is not called any more' }, ...problems(400, 401, 403, 413) },
    },
  },
  '/api/notifications/test': {
    post: {
      operationId: 'testPush',
      summary: 'Send one push to this browser at once, and tell what its push service answered',
      security: signedIn,
      requestBody: body(testRequestSchema),
      responses: { 200: answer('How far it came', testResponseSchema), ...problems(400, 401, 403, 413, 429) },
    },
  },
};
