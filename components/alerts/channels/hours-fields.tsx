'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { hoursText } from '@/lib/labs/calendars/hours-text';
import {
  WEEKDAYS,
  weekdayName,
  type OpeningHours,
  type Weekday,
} from '@/lib/labs/calendars/opening-hours';
import { channelHoursField } from './channel-form';

const WORKDAYS: readonly Weekday[] = ['2', '3', '4', '5'];

/** When a channel may be used: always, or in hours of each weekday by the lab's clock. */
export function HoursFields({ present, zone }: { present: OpeningHours | null; zone: string }) {
  const [when, setWhen] = useState(present === null ? 'always' : 'hours');
  const [hours, setHours] = useState(
    () => new Map(WEEKDAYS.map((day) => [day, present === null ? '' : hoursText(present[day])])),
  );
  const write = (days: readonly Weekday[], text: string) =>
    setHours((before) => new Map([...before, ...days.map((day) => [day, text] as const)]));
  return (
    <>
      <RadioGroup
        legend="Hours"
        name="when"
        value={when}
        onValueChange={setWhen}
        options={[
          { value: 'always', label: 'At any hour' },
          {
            value: 'hours',
            label: 'In hours only',
            hint: 'What comes outside of them is told when they begin, if it still goes on. What is critical is told at any hour.',
          },
        ]}
      />
      {when === 'hours' ? (
        <div className="grid gap-3 border-l-2 pl-4">
          <p className="text-xs text-muted">
            By the clock of {zone}. Several stretches are set apart by commas: 08:00–12:00,
            13:00–16:30; the whole day is 00:00–24:00; empty is none.
          </p>
          {WEEKDAYS.map((day) => (
            <div key={day} className="grid gap-1.5">
              <Field label={weekdayName(day)} name={channelHoursField(day)}>
                <Input
                  autoComplete="off"
                  placeholder="None"
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
          ))}
        </div>
      ) : null}
    </>
  );
}
