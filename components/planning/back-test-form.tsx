'use client';

import { useRouter } from 'next/navigation';
import { textOf } from '@/components/labs/form-values';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { DateRange, type DatePreset } from '@/components/ui/date-range';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { DaySpan } from '@/lib/planning/whole-weeks';
import { whatIfHref } from './addresses';

/** Chooses a period that has passed, and has the model try to forecast it. */
export function BackTestForm({
  labSlug,
  days,
  most,
  presets,
  start,
}: {
  labSlug: string;
  days: DaySpan;
  most: DaySpan;
  presets: readonly DatePreset[];
  start: (labSlug: string, input: unknown) => Promise<ActionResult<{ id: string }>>;
}) {
  const router = useRouter();
  const { run, pending, result } = useAction(start, labSlug);
  const ask = async (data: FormData) => {
    const [from, to] = [textOf(data, 'from') ?? days.from, textOf(data, 'to') ?? days.to];
    const answer = await run({ from, to });
    if (answer.ok) router.push(whatIfHref(labSlug, answer.data.id));
  };
  return (
    <form
      aria-label="Back-test"
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void ask(new FormData(event.currentTarget));
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <DateRange
          legend="Period to forecast"
          {...days}
          min={most.from}
          max={most.to}
          presets={presets}
          submitOnPreset={false}
        />
        <Button type="submit" variant="primary" pending={pending} className="md:mt-6">
          Run the back-test
        </Button>
      </div>
      {result?.ok === false ? (
        <Alert tone="danger" title="It cannot be tried" live>
          {result.fields.map(({ message }) => message).join(' ') || result.message}
        </Alert>
      ) : null}
    </form>
  );
}
