import * as v from 'valibot';
import { visitorIdSchema } from '../ids.ts';
import { MOST_POINTS } from '../limits.ts';
import { accept, defineCommand } from './definition.ts';

/** Gives a contact its score: whole points, so that what counts by itself one day can go on from what people gave. */
export const contactRate = /*#__PURE__*/ defineCommand({
  type: 'contact.rate',
  payload: v.object({
    visitor: visitorIdSchema,
    score: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_POINTS))),
  }),
  decide: (_facts, { score }) => accept({ kind: 'contact-rated', score }),
});
