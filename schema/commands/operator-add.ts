import * as v from 'valibot';
import { atMost } from '../at-most.ts';
import { staffRoleSchema } from '../words.ts';

/**
 * An admin adds a person by e-mail and a first password. Never kept in an outbox, because it carries a password: the
 * person needs a connection for it. Only an owner may add an owner.
 */
export const operatorAdd = {
  type: 'operator.add',
  payload: /*#__PURE__*/ v.object({
    email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email()),
    name: v.pipe(v.string(), v.trim(), v.minLength(1), atMost(120)),
    role: staffRoleSchema,
    password: v.pipe(v.string(), v.minLength(10), v.maxLength(200)),
  }),
} as const;
