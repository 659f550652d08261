'use client';

import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useRef } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { lineOf } from '@/components/labs/form-values';
import type { RuleAction } from '@/components/labs/rule-sheet';
import type { Holiday } from '@/lib/labs/calendars/contract';
import { dayText } from './day-text';

export type HolidayActions = { add: RuleAction; remove: RuleAction };

function AddByHand({ labSlug, today, add }: { labSlug: string; today: string; add: RuleAction }) {
  const router = useRouter();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const { run, pending, result } = useAction(add, labSlug);
  const errors = (result?.ok === false ? result.fields : []).map(({ field, message }) => ({
    field: field.split('.').at(-1) ?? field,
    message,
  }));
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [date, name] = [lineOf(data, 'date'), lineOf(data, 'name')];
    const answer = await run({ holidays: [{ date, name }] });
    if (!answer.ok) return;
    form.current?.reset();
    toast({ title: `${name} is a holiday` });
    router.refresh();
  };
  return (
    <form
      ref={form}
      noValidate
      aria-label="Add a holiday"
      onSubmit={(event) => void save(event)}
      className="border-b p-4"
    >
      <FormErrors errors={errors}>
        <div className="flex flex-wrap items-start gap-3">
          <Field label="Day" name="date" className="w-44">
            <Input type="date" min={today} />
          </Field>
          <Field label="Name" name="name" className="min-w-40 grow">
            <Input maxLength={120} autoComplete="off" />
          </Field>
          <div className="sm:pt-6">
            <Button type="submit" pending={pending}>
              Add holiday
            </Button>
          </div>
        </div>
        {result?.ok === false && errors.length === 0 ? (
          <p role="alert" className="mt-2 text-xs font-medium text-danger">
            {result.message}
          </p>
        ) : null}
      </FormErrors>
    </form>
  );
}

function Remove({
  labSlug,
  holiday,
  remove,
}: {
  labSlug: string;
  holiday: Holiday;
  remove: RuleAction;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending } = useAction(remove, labSlug);
  const removeIt = async () => {
    const answer = await run({ date: holiday.date });
    toast(
      answer.ok
        ? { title: `${dayText(holiday.date)} is an ordinary day again` }
        : { title: 'It was not removed', description: answer.message, tone: 'danger' },
    );
    router.refresh();
  };
  return (
    <IconButton
      label={`Remove ${holiday.name}, ${dayText(holiday.date)}`}
      size="sm"
      disabled={pending}
      onClick={() => void removeIt()}
    >
      <X aria-hidden="true" />
    </IconButton>
  );
}

/** The holidays to come, and for managers the way to add and remove them. */
export function HolidaysCard({
  labSlug,
  today,
  holidays,
  actions,
}: {
  labSlug: string;
  today: string;
  holidays: Holiday[];
  actions: HolidayActions | null;
}) {
  return (
    <Card
      flush
      title="Holidays to come"
      description="On these days the lab counts as closed, whatever the weekday’s hours."
    >
      {actions ? <AddByHand labSlug={labSlug} today={today} add={actions.add} /> : null}
      {holidays.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted">No holidays are planned.</p>
      ) : (
        <ul aria-label="Holidays to come" className="max-h-96 divide-y overflow-y-auto">
          {holidays.map((holiday) => (
            <li key={holiday.date} className="flex min-h-11 items-center gap-3 px-4 py-1 text-sm">
              <span className="w-36 shrink-0 text-dense text-muted">
                {dayText(holiday.date, true)}
              </span>
              <span className="min-w-0 grow break-words">{holiday.name}</span>
              {actions ? (
                <Remove labSlug={labSlug} holiday={holiday} remove={actions.remove} />
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
