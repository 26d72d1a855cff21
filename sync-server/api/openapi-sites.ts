import * as v from 'valibot';
import { sightingSchema } from '#schema/site/sighting.ts';
import { siteAdditionSchema, siteEditSchema, siteSchema } from '#schema/site/site.ts';
import { answer, body, problems, signedIn } from './openapi-parts.ts';

/** Of the description of the API: the places where the widget stands. */
export const sitePaths = {
  '/api/sites': {
    get: {
      operationId: 'readSites',
      summary: 'The places where the widget stands, with their settings',
      security: signedIn,
      responses: { 200: answer('All of them, by name', v.array(siteSchema)), ...problems(401, 403) },
    },
    post: {
      operationId: 'addSite',
      summary: 'Add a place where the widget stands',
      security: signedIn,
      requestBody: body(siteAdditionSchema),
      responses: { 200: answer('The site', siteSchema), ...problems(400, 401, 403, 409, 413) },
    },
  },
  '/api/sites/{site}/seen': {
    get: {
      operationId: 'readWhereSiteWasSeen',
      summary: 'On pages of which addresses its widget was asked for since the start of the server, the latest first',
      security: signedIn,
      responses: { 200: answer('At most five addresses', v.array(sightingSchema)), ...problems(401, 403, 404) },
    },
  },
  '/api/sites/{site}': {
    patch: {
      operationId: 'changeSite',
      summary: 'Change its name, its settings part by part, or whether it is used; what is absent stays as it is',
      security: signedIn,
      requestBody: body(siteEditSchema),
      responses: { 200: answer('The site, as it is now', siteSchema), ...problems(400, 401, 403, 404, 409, 413) },
    },
  },
};
