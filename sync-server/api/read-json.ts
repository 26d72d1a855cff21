import * as v from 'valibot';
import { fail, ok, type Result } from '#schema/result.ts';

/** What is wrong, and where, without a word of what was given: it may be a text or a password. */
export function sayIssue(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue) ?? 'the whole';
  return issue.received === 'undefined' ? `${where} is missing` : `${where}: ${issue.expected ?? issue.type} is needed`;
}

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
    return fail('the body is not JSON');
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return ok(parsed.output);
  return fail(sayIssue(parsed.issues[0]));
}
