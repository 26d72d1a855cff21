import * as v from 'valibot';
import { ownDataSchema, type OwnData } from '#schema/http/own-data.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Street } from '../ports.ts';

/** The whole copy of what is kept of a visitor, fetched to its end. Tests only. */
export async function ownDataOf({ street }: { readonly street: Street }, visitor: VisitorId): Promise<OwnData> {
  const read = await street.ownData.read(visitor);
  if (!read.ok) throw new Error(read.failure);
  return v.parse(ownDataSchema, await new Response(read.value).json());
}
