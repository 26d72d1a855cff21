import type { Author } from '../words.ts';
import type { Attributes } from './attributes.ts';
import type { BlockScope } from './block.ts';
import type { Note } from './note.ts';
import type { CommandId } from '../ids.ts';
import type { ContactFields } from './contact-fields.ts';
import type { DoneMark, SetTask } from './task.ts';
import type { Visit } from './visit.ts';

/** What a site signs of a person, beside by which it knows them. */
export interface Claims extends ContactFields {
  readonly attributes?: Attributes;
}

/** What the site has signed of a contact (IDENT4). `at`: when it was told last, ms. */
export interface Verified {
  readonly site: string;
  /** By which the site knows this person. */
  readonly person: string;
  /** As they were signed; a field of the card that reads otherwise is somebody else's word. */
  readonly fields: ContactFields;
  readonly attributes?: Attributes;
  readonly at: number;
}

/** What of one card goes into another: what stood there before stays. */
export interface MergedCard {
  readonly fields: ContactFields;
  /** All of them, as they are from then on; absent where there are none. */
  readonly attributes?: Attributes;
  readonly score: number | null;
  readonly tags: readonly string[];
  readonly notes: readonly Note[];
  readonly tasks: readonly SetTask[];
  readonly done: readonly (readonly [CommandId, DoneMark])[];
  /** Tasks and notes that were deleted. */
  readonly gone: readonly CommandId[];
  readonly visits: readonly Visit[];
  /** Who may not write stays so. `address`: which only the server's entries have. */
  readonly blocked?: readonly {
    readonly scope: BlockScope;
    /** ms; null: for ever. */
    readonly until: number | null;
    readonly reason?: string;
    readonly address?: string;
    readonly by: Author;
    readonly at: number;
  }[];
}
