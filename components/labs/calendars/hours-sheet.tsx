'use client';

import { RuleSheet, type ReadForm, type RuleAction } from '@/components/labs/rule-sheet';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { CalendarVersion } from '@/lib/labs/calendars/contract';
import { CALENDAR_FIELDS, hoursField, readHoursForm } from './hours-form';
import { WeekHours } from './week-hours';

/** What the panel does: follow the hours in force by new ones, or edit a version not yet in force. */
export type HoursTask = { kind: 'follow' | 'edit'; calendar: CalendarVersion };

/** The panel that sets opening hours from a day on. */
export function HoursSheet({
  labSlug,
  today,
  task: { kind, calendar },
  add,
  change,
  onClose,
}: {
  labSlug: string;
  /** The lab's today, YYYY-MM-DD. */
  today: string;
  task: HoursTask;
  add: RuleAction;
  change: RuleAction;
  onClose: () => void;
}) {
  const read = (data: FormData): ReadForm => {
    const said = readHoursForm(data);
    if (!said.ok || kind === 'follow') return said;
    return { ok: true, given: { id: calendar.id, ...said.given } };
  };
  return (
    <RuleSheet
      labSlug={labSlug}
      title={kind === 'follow' ? 'Change opening hours' : 'Edit planned opening hours'}
      description="By the lab’s own clock. Work in opening hours counts only while the lab is open."
      submitLabel="Save hours"
      doneText="The opening hours are saved"
      action={kind === 'follow' ? add : change}
      read={read}
      shown={CALENDAR_FIELDS}
      onClose={onClose}
    >
      <Field
        label="In force from"
        name="effective_from"
        hint="Today at the earliest; then working time of today is counted by the new hours."
        required
      >
        <Input
          type="date"
          min={today}
          className="max-w-48"
          defaultValue={kind === 'edit' ? calendar.effective_from : today}
        />
      </Field>
      <p className="-mb-1 text-xs text-muted">
        Several stretches are set apart by commas: 08:00–12:00, 13:00–16:30. The whole day is
        00:00–24:00; 22:00–06:00 closes on the next day. Empty is closed.
      </p>
      <WeekHours present={calendar.opening_hours} fieldOf={hoursField} placeholder="Closed" />
    </RuleSheet>
  );
}
