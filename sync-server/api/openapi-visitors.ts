import { dutySchema, invitedSchema } from '#schema/http/visitors.ts';
import { visitorIdSchema } from '#schema/ids.ts';
import { invitationRequestSchema } from '#schema/live/watch-frames.ts';
import { siteIdSchema } from '#schema/site/site-id.ts';
import { answer, body, parameter, problems, signedIn } from './openapi-parts.ts';

/** Of the description of the API: visitors who are on a site now. */
export const visitorPaths = {
  '/api/sites/{site}/duty': {
    get: {
      operationId: 'readDuty',
      summary: 'Whether anybody is on duty, for everybody to ask; may be kept for some seconds',
      parameters: [parameter('path', 'site', siteIdSchema)],
      responses: { 200: answer('Somebody is, or nobody', dutySchema) },
    },
  },
  '/api/visitors/{visitor}/invitation': {
    post: {
      operationId: 'inviteVisitor',
      summary: 'Invite a visitor who is on the site now, and has no conversation; the first to do so wins',
      security: signedIn,
      parameters: [parameter('path', 'visitor', visitorIdSchema)],
      requestBody: body(invitationRequestSchema),
      responses: {
        200: answer('It is shown to the visitor', invitedSchema),
        ...problems(400, 401, 403, 404, 409, 413),
      },
    },
  },
};
