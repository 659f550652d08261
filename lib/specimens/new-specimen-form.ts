import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { NewSpecimen, type Specimen } from './contract';
import { createSpecimen } from './create-specimen';
import { instantOfLocal } from './lists/lab-day';

const text = z.string().trim().max(200).default('');

/** What the form sends: its fields as typed, times by the lab's clock. */
export const NewSpecimenForm = z.strictObject({
  specimen_id: text,
  assays: z.array(text).max(50),
  priority: text,
  specimen_type: text,
  location: text,
  state: text,
  ordered_at: text,
  collected_at: text,
  received_at: text,
});
export type NewSpecimenForm = z.input<typeof NewSpecimenForm>;

const given = (value: string): string | undefined => (value === '' ? undefined : value);

function instant(ctx: Ctx, field: string, local: string): string | undefined {
  if (local === '') return undefined;
  const time = instantOfLocal(local, ctx.lab.timeZone);
  if (time === null) throw invalidField(field, 'is no time on the clock of the lab');
  return time.toISOString();
}

/** Creates a specimen as its form describes it. Fields at fault are named as the form names them. */
export async function createSpecimenFromForm(
  ctx: Ctx,
  form: z.output<typeof NewSpecimenForm>,
): Promise<Specimen> {
  const assays = form.assays.filter((assay) => assay !== '');
  if (assays.length === 0) throw invalidField('tests.0.assay', 'choose at least one assay');
  return createSpecimen(
    ctx,
    parseInput(NewSpecimen, {
      specimen_id: form.specimen_id,
      tests: assays.map((assay) => ({ assay })),
      priority: given(form.priority),
      specimen_type: given(form.specimen_type),
      location: given(form.location),
      state: given(form.state),
      ordered_at: instant(ctx, 'ordered_at', form.ordered_at),
      collected_at: instant(ctx, 'collected_at', form.collected_at),
      received_at:
        form.state === 'expected' ? undefined : instant(ctx, 'received_at', form.received_at),
    }),
  );
}
