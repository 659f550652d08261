'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { END_PRESETS, endAfter, type ChosenEnd } from './silence-ends';

/** Until when, by the lab's clock, with quick choices from now. */
export function SilenceEndField({
  end,
  onChange,
  timeZone,
  now,
}: {
  end: ChosenEnd;
  onChange: (end: ChosenEnd) => void;
  timeZone: string;
  /** The server's time now. */
  now: () => number;
}) {
  return (
    <div className="grid gap-2">
      <Field
        label="Until"
        name="ends_at"
        required
        hint={`By the clock of ${timeZone.replaceAll('_', ' ')}; at most 31 days.`}
      >
        <Input
          type="datetime-local"
          value={end.local}
          onChange={(event) => onChange({ local: event.target.value, at: null })}
        />
      </Field>
      <div role="group" aria-label="From now" className="flex flex-wrap gap-1">
        {END_PRESETS.map(({ label, hours }) => (
          <button
            key={label}
            type="button"
            onClick={() => onChange(endAfter(hours, new Date(now()), timeZone))}
            className="rounded-sm border px-2 py-0.5 text-xs text-ink-soft hover:border-line-strong hover:text-ink max-md:min-h-11 max-md:px-3"
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
