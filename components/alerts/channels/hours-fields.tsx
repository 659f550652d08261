'use client';

import { useState } from 'react';
import { WeekHours } from '@/components/labs/calendars/week-hours';
import { RadioGroup } from '@/components/ui/checkbox';
import type { OpeningHours } from '@/lib/labs/calendars/opening-hours';
import { channelHoursField } from './channel-form';

/** When a channel may be used: always, or in hours of each weekday by the lab's clock. */
export function HoursFields({ present, zone }: { present: OpeningHours | null; zone: string }) {
  const [when, setWhen] = useState(present === null ? 'always' : 'hours');
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
          <WeekHours present={present} fieldOf={channelHoursField} placeholder="None" />
        </div>
      ) : null}
    </>
  );
}
