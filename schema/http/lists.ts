import * as v from 'valibot';
import { atMost } from '../at-most.ts';
import { operatorIdSchema } from '../ids.ts';
import { LIST_NAME_LENGTH, LIST_NAMES, normaliseName, TAG_COLOURS, type ListName } from '../workspace-lists.ts';

/**
 * The workspace's own lists over HTTP. Each change answers with all of them as they are then; 404 `not-found`, 409 `name-in-use`,
 * 400 `no-name`, or `unknown-person` for somebody who is not there or answers no chats.
 */

const nameOf = (list: ListName, least: number) =>
  v.pipe(v.string(), v.transform(normaliseName), v.minLength(least), atMost(LIST_NAME_LENGTH[list]));

const colour = v.picklist(TAG_COLOURS);
const members = v.pipe(
  v.array(operatorIdSchema),
  v.check((people) => new Set(people).size === people.length, 'everybody once'),
);

export const listNameSchema = /*#__PURE__*/ v.picklist(LIST_NAMES);

/** `POST /api/lists/<list>`. What has the name of an archived one brings that back. */
export const addSchemas = {
  departments: /*#__PURE__*/ v.strictObject({ name: nameOf('departments', 1), members: v.optional(members, []) }),
  tags: /*#__PURE__*/ v.strictObject({ name: nameOf('tags', 1), colour }),
  categories: /*#__PURE__*/ v.strictObject({ name: nameOf('categories', 1) }),
};

/** `PATCH /api/lists/<list>/<item>`: what is absent stays as it is. A built-in category without a name has its own again. */
export const changeSchemas = {
  departments: /*#__PURE__*/ v.partial(v.strictObject({ name: nameOf('departments', 1), members })),
  tags: /*#__PURE__*/ v.partial(v.strictObject({ name: nameOf('tags', 1), colour })),
  categories: /*#__PURE__*/ v.partial(v.strictObject({ name: nameOf('categories', 0) })),
};

/** `PUT /api/lists/<list>/order`: what is not named comes behind, in the order it had. */
export const orderSchema = /*#__PURE__*/ v.strictObject({ items: v.array(v.string()) });

const item = { id: v.string(), name: v.string(), order: v.number(), archived: v.exactOptional(v.literal(true)) };

/** `GET /api/lists`, and the answer to every change. */
export const listsSchema = /*#__PURE__*/ v.object({
  revision: v.number(),
  departments: v.array(v.object({ ...item, members: v.array(operatorIdSchema) })),
  tags: v.array(v.object({ ...item, colour })),
  categories: v.array(v.object(item)),
});

export type ListAddition = { readonly [List in ListName]: v.InferOutput<(typeof addSchemas)[List]> };
export type ListChange = { readonly [List in ListName]: v.InferOutput<(typeof changeSchemas)[List]> };
