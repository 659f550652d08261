'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { hoursText } from '@/lib/labs/calendars/hours-text';
import {
  WEEKDAYS,
  weekdayName,
  type OpeningHours,
  type Weekday,
} from '@/lib/labs/calendars/opening-hours';

const WORKDAYS: readonly Weekday[] = ['2', '3', '4', '5'];

/** Hours of each weekday as text, one field a day; Monday’s can be copied to the other workdays. */
export function WeekHours({
  present,
  fieldOf,
  placeholder,
}: {
  present: OpeningHours | null;
  fieldOf: (day: Weekday) => string;
  /** What a day without hours is called. */
  placeholder: string;
}) {
  const [hours, setHours] = useState(
    () => new Map(WEEKDAYS.map((day) => [day, present === null ? '' : hoursText(present[day])])),
  );
  const write = (days: readonly Weekday[], text: string) =>
    setHours((before) => new Map([...before, ...days.map((day) => [day, text] as const)]));
  return WEEKDAYS.map((day) => (
    <div key={day} className="grid gap-1.5">
      <Field label={weekdayName(day)} name={fieldOf(day)}>
        <Input
          autoComplete="off"
          placeholder={placeholder}
          value={hours.get(day) ?? ''}
          onChange={(event) => write([day], event.target.value)}
        />
      </Field>
      {day === '1' ? (
        <div>
          <Button size="sm" onClick={() => write(WORKDAYS, hours.get('1') ?? '')}>
            Copy Monday to Tuesday–Friday
          </Button>
        </div>
      ) : null}
    </div>
  ));
}
