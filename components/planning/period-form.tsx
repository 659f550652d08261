'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { DateRange, type DatePreset } from '@/components/ui/date-range';
import { textOf } from '@/components/labs/form-values';
import type { DaySpan } from '@/lib/planning/whole-weeks';

/** Chooses the period that is fitted; what is typed elsewhere on the page stays. */
export function PeriodForm({
  path,
  days,
  most,
  presets,
  kept = {},
  legend = 'Period to learn from',
  submitLabel = 'Fit this period',
}: {
  path: string;
  days: DaySpan;
  /** The days that have data. */
  most: DaySpan;
  presets: readonly DatePreset[];
  /** Other parts of the address that stay. */
  kept?: Readonly<Record<string, string>>;
  legend?: string;
  submitLabel?: string;
}) {
  const router = useRouter();
  const [pending, go] = useTransition();
  return (
    <form
      aria-label={legend}
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const [from, to] = [textOf(data, 'from'), textOf(data, 'to')];
        const query = new URLSearchParams(kept);
        if (from !== null) query.set('from', from);
        if (to !== null) query.set('to', to);
        go(() => router.push(`${path}?${query}`, { scroll: false }));
      }}
    >
      <DateRange
        legend={legend}
        from={days.from}
        to={days.to}
        min={most.from}
        max={most.to}
        presets={presets}
      />
      <Button type="submit" pending={pending} className="md:mt-6">
        {submitLabel}
      </Button>
    </form>
  );
}
