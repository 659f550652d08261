'use client';

import { useId, useRef, useState } from 'react';
import { cn } from './class-names';

/** A named span of calendar days, both ends included, as YYYY-MM-DD of the lab. */
export type DatePreset = { label: string; from: string; to: string };

/**
 * Two native date inputs (first and last day, both included) and quick choices. Sends `fromName`
 * and `toName` with its form; a quick choice sends the form at once. Days only: the page turns
 * them into [from, to) in the lab's time zone. A span that ends before it begins is refused by
 * the browser with a text.
 */
export function DateRange({
  legend = 'Period',
  from = '',
  to = '',
  fromName = 'from',
  toName = 'to',
  presets = [],
  min,
  max,
  submitOnPreset = true,
  className,
}: {
  legend?: string;
  from?: string;
  to?: string;
  fromName?: string;
  toName?: string;
  presets?: readonly DatePreset[];
  min?: string;
  max?: string;
  submitOnPreset?: boolean;
  className?: string;
}) {
  const id = useId();
  const [span, setSpan] = useState({ from, to });
  const [given, setGiven] = useState({ from, to });
  // A new address (back button, a link) is a new span.
  if (given.from !== from || given.to !== to) {
    setGiven({ from, to });
    setSpan({ from, to });
  }
  const fromRef = useRef<HTMLInputElement>(null);
  const toRef = useRef<HTMLInputElement>(null);

  const check = (next: { from: string; to: string }) => {
    const backwards = next.from !== '' && next.to !== '' && next.to < next.from;
    toRef.current?.setCustomValidity(backwards ? 'The last day is before the first.' : '');
    setSpan(next);
  };
  const choose = (preset: DatePreset) => {
    // Written at once: the form is read before React draws again.
    if (fromRef.current) fromRef.current.value = preset.from;
    if (toRef.current) toRef.current.value = preset.to;
    check({ from: preset.from, to: preset.to });
    if (submitOnPreset) toRef.current?.form?.requestSubmit();
  };
  const input = 'control h-9 min-w-0 px-2 text-sm max-md:h-11 max-md:text-base';
  return (
    <fieldset className={cn('grid min-w-0 content-start gap-1.5', className)}>
      <legend className="float-left text-dense font-medium">{legend}</legend>
      {/* On paper the period is a text. */}
      <p className="clear-both hidden print:block">
        {from === '' && to === '' ? 'All' : `${from} – ${to}`}
      </p>
      <div className="clear-both flex items-center gap-1.5 print:hidden">
        <label htmlFor={`${id}-from`} className="sr-only">
          First day
        </label>
        <input
          ref={fromRef}
          id={`${id}-from`}
          type="date"
          name={fromName}
          value={span.from}
          min={min}
          max={max}
          className={input}
          onChange={(event) => check({ ...span, from: event.target.value })}
        />
        <span aria-hidden="true" className="text-muted">
          –
        </span>
        <label htmlFor={`${id}-to`} className="sr-only">
          Last day
        </label>
        <input
          ref={toRef}
          id={`${id}-to`}
          type="date"
          name={toName}
          value={span.to}
          min={min}
          max={max}
          className={input}
          onChange={(event) => check({ ...span, to: event.target.value })}
        />
      </div>
      {presets.length > 0 ? (
        <div className="flex flex-wrap gap-1 print:hidden">
          {presets.map((preset) => (
            <button
              key={preset.label}
              type="button"
              aria-pressed={preset.from === span.from && preset.to === span.to}
              onClick={() => choose(preset)}
              className="rounded-sm px-1.5 py-0.5 text-xs text-muted hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent-strong max-md:min-h-9 max-md:px-2.5"
            >
              {preset.label}
            </button>
          ))}
        </div>
      ) : null}
    </fieldset>
  );
}
