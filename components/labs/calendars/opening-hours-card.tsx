'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DescriptionList } from '@/components/ui/description-list';
import { useToast } from '@/components/ui/toast';
import type { RuleAction } from '@/components/labs/rule-sheet';
import type { CalendarVersion } from '@/lib/labs/calendars/contract';
import { hoursText } from '@/lib/labs/calendars/hours-text';
import { WEEKDAYS, weekdayName, weeklyHours } from '@/lib/labs/calendars/opening-hours';
import { dayText } from './day-text';
import { HoursSheet, type HoursTask } from './hours-sheet';

export type CalendarActions = { add: RuleAction; change: RuleAction; withdraw: RuleAction };

type Shared = { labSlug: string; today: string; actions: CalendarActions | null };

function titleOf({ status, effective_from: from, effective_to: to }: CalendarVersion): string {
  if (status === 'future') return `From ${dayText(from)}`;
  const since = from === '1900-01-01' ? '' : `since ${dayText(from)}`;
  const until = to === null ? '' : `until ${dayText(to)}`;
  return ['Opening hours', since, until].filter((part) => part !== '').join(' ');
}

function Withdraw({ calendar, labSlug, actions }: Shared & { calendar: CalendarVersion }) {
  const router = useRouter();
  const toast = useToast();
  if (actions === null) return null;
  return (
    <ConfirmDialog
      trigger={<Button size="sm">Withdraw</Button>}
      title={`Withdraw the calendar from ${dayText(calendar.effective_from)}?`}
      description="Its hours and the holidays within it are gone; the calendar before it goes on."
      confirmLabel="Withdraw calendar"
      onConfirm={async () => {
        const answer = await actions.withdraw(labSlug, { id: calendar.id });
        if (!answer.ok) return { error: answer.message };
        toast({ title: 'The calendar is withdrawn' });
        router.refresh();
      }}
    />
  );
}

/** The opening hours in force and those planned, and for managers the way to change them. */
export function OpeningHoursCards({
  calendars,
  ...shared
}: Shared & { calendars: CalendarVersion[] }) {
  const { labSlug, today, actions } = shared;
  const [task, setTask] = useState<HoursTask | null>(null);
  return (
    <>
      {calendars.map((calendar, index) => {
        // What takes effect today or later may be edited; the first reaches back and may not.
        const open = calendar.effective_from >= today;
        return (
          <Card
            key={calendar.id}
            title={
              <>
                {titleOf(calendar)}
                {calendar.status === 'future' ? (
                  <Badge tone="info" className="ml-2">
                    Planned
                  </Badge>
                ) : null}
              </>
            }
            description={`${weeklyHours(calendar.opening_hours).toLocaleString('en', { maximumFractionDigits: 1 })} hours a week`}
            actions={
              actions ? (
                <>
                  {open && index > 0 ? <Withdraw calendar={calendar} {...shared} /> : null}
                  <Button
                    size="sm"
                    onClick={() => setTask({ kind: open ? 'edit' : 'follow', calendar })}
                  >
                    {open ? 'Edit hours' : 'Change hours'}
                  </Button>
                  {open && calendar.status === 'in_force' ? (
                    <Button size="sm" onClick={() => setTask({ kind: 'follow', calendar })}>
                      Plan other hours
                    </Button>
                  ) : null}
                </>
              ) : null
            }
          >
            <DescriptionList
              items={WEEKDAYS.map((day) => ({
                label: weekdayName(day),
                value: hoursText(calendar.opening_hours[day]) || (
                  <span className="text-muted">Closed</span>
                ),
              }))}
            />
          </Card>
        );
      })}
      {task && actions ? (
        <HoursSheet
          key={`${task.kind} ${task.calendar.id}`}
          labSlug={labSlug}
          today={today}
          task={task}
          add={actions.add}
          change={actions.change}
          onClose={() => setTask(null)}
        />
      ) : null}
    </>
  );
}
