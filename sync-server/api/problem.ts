import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** What every answer that is not 2xx looks like: a word for programs, and a sentence for people where there is more to say. */
export const problem = (context: Context, status: ContentfulStatusCode, error: string, detail?: string): Response =>
  context.json(detail === undefined ? { error } : { error, detail }, status);
