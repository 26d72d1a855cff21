import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

/** What the paths of the contract are made of. */

const json = (schema: GenericSchema) => {
  // What a schema does beyond JSON Schema (trimming, brands) happens on our side of the wire.
  const { $schema: _, ...made } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  return { 'application/json': { schema: made } };
};
export const answer = (description: string, schema: GenericSchema) => ({ description, content: json(schema) });
export const problems = (...statuses: readonly number[]) =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: '#/components/responses/problem' }]));
export const body = (schema: GenericSchema) => ({ required: true, content: json(schema) });
export const parameter = (where: 'path' | 'query', name: string, schema: GenericSchema) => {
  const { schema: made } = json(schema)['application/json'];
  return { in: where, name, required: where === 'path', schema: made };
};
export const signedIn = [{ session: [] }, { bearer: [] }];
export const picture = { 'image/jpeg': {}, 'image/png': {}, 'image/webp': {} };
