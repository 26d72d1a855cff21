import * as v from 'valibot';
import { fail, ok, type Result } from '#schema/result.ts';

/**
 * A request's body by a schema, or what is wrong with it. Whatever content type it has: a page that is going can only send
 * `text/plain` without asking first.
 */
export async function readJson<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>, string>> {
  const text = await request.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('The body is not JSON.');
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  return fail(`${v.getDotPath(issue) ?? 'body'}: ${issue.expected ?? issue.type} is needed.`);
}
