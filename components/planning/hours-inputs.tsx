'use client';

import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { WEEKDAYS, weekdayName, type Weekday } from '@/lib/labs/calendars/opening-hours';
import { WORKDAYS, workdaysAlike, type HoursDraft } from './hours-draft';

/** Hours of a week, typed: working days in one, or each day of its own. `field` names their holder. */
export function HoursInputs({
  field,
  hours,
  onChange,
  onBlur,
}: {
  field: string;
  hours: HoursDraft;
  onChange: (hours: HoursDraft) => void;
  onBlur?: (field: string) => void;
}) {
  const alike = workdaysAlike(hours);
  const [each, setEach] = useState(!alike);
  const write = (days: readonly Weekday[], text: string) =>
    onChange({ ...hours, ...Object.fromEntries(days.map((day) => [day, text])) });
  const days = each ? WEEKDAYS : (['1', '6', '7'] as const);
  return (
    <div className="grid gap-2.5 border-l-2 pl-3">
      <p className="text-xs text-muted">
        Such as 07:00–15:00, 16:00–23:00. The whole day is 00:00–24:00; empty is closed.
      </p>
      <div className="grid gap-2.5 sm:grid-cols-3">
        {days.map((day) => (
          <Field
            key={day}
            label={each || day !== '1' ? weekdayName(day) : 'Monday–Friday'}
            name={`${field}.${day}`}
          >
            <Input
              autoComplete="off"
              placeholder="Closed"
              value={hours[day]}
              onChange={({ target }) => write(each || day !== '1' ? [day] : WORKDAYS, target.value)}
              onBlur={() => onBlur?.(`${field}.${day}`)}
            />
          </Field>
        ))}
      </div>
      {each
        ? null
        : WORKDAYS.slice(1).map((day) => (
            <input key={day} type="hidden" name={`${field}.${day}`} value={hours[day]} />
          ))}
      {/* Days that differ are never made alike without being asked. */}
      <Checkbox
        label="Each day on its own"
        checked={each}
        disabled={each && !alike}
        onCheckedChange={setEach}
      />
    </div>
  );
}
