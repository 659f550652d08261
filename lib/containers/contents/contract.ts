import { z } from 'zod';
import { SPECIMEN_NUMBER } from '@/lib/specimens/contract';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { deviceField, positionField } from '../contract';
import { placeOfWell } from './wells';

export const CONTENTS_AT_MOST = 2000;

const wellField = z
  .string({ error: 'must be the name of a well, such as A1' })
  .trim()
  .toUpperCase()
  .refine(
    (well) => placeOfWell(well) !== null,
    'must be the name of a well from A1 to AF48, a letter for the row and a number for the column',
  );

export const Content = z.object({
  well: z.string().nullable().describe('null in a tube.'),
  specimen_id: z.string(),
});
export type Content = z.output<typeof Content>;

const NewContent = z.strictObject({
  well: wellField.nullable().default(null).describe('A1 to AF48; left out for a tube.'),
  specimen_id: z
    .string({ error: 'must be the number on the label of a specimen' })
    .trim()
    .regex(SPECIMEN_NUMBER, 'must be the number on the label of a specimen'),
});

/** Names the rows of an array that was sent by itself: contents.3.specimen_id. */
const Named = z
  .strictObject({
    contents: z
      .array(NewContent, { error: 'must be an array of {well, specimen_id}' })
      .max(CONTENTS_AT_MOST, `must have at most ${CONTENTS_AT_MOST.toLocaleString('en')} rows`),
  })
  .superRefine(({ contents }, context) => {
    const seen = new Map<string, number>();
    const byWell = contents.some(({ well }) => well !== null);
    for (const [index, { well, specimen_id: number }] of contents.entries()) {
      const issue = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['contents', index, field], message });
      if (byWell && well === null) issue('well', 'name the well, as the other rows do');
      const key = `${well ?? ''} ${number}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, index);
      else issue('specimen_id', `is in ${well ?? 'it'} already, by row ${first}`);
    }
  });

/** All that is in a container: a tube is one row without a well, a pool several of one well. */
export const Contents = z
  .unknown()
  .transform((contents) => ({ contents }))
  .pipe(Named)
  .transform(({ contents }): Content[] => contents)
  .meta({
    type: 'array',
    maxItems: CONTENTS_AT_MOST,
    items: {
      type: 'object',
      properties: {
        well: { type: ['string', 'null'], description: 'A1 to AF48; left out for a tube.' },
        specimen_id: { type: 'string', description: 'The number on the label.' },
      },
      required: ['specimen_id'],
      additionalProperties: false,
    },
  });

/** A specimen put in a place by hand. */
export const PutSpecimen = z.strictObject({
  device: deviceField,
  position: positionField,
  reason: z
    .string({ error: 'must say why' })
    .trim()
    .min(1, 'must say why')
    .max(500, 'must have at most 500 characters'),
});
export type PutSpecimen = z.output<typeof PutSpecimen>;

/** Where a specimen is, or was: a container that holds it, and that container's place. */
export const SpecimenPlace = z.object({
  container: z.object({
    id: z.uuid(),
    barcode: z.string().nullable(),
    name: z.string(),
  }),
  device: z.string(),
  position: z.int(),
  well: z.string().nullable(),
  since: timeAnswer,
  until: timeAnswer.nullable().describe('null where it still is.'),
});
export type SpecimenPlace = z.output<typeof SpecimenPlace>;
