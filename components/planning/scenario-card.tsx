'use client';

import { Copy, Plus, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useFieldError } from '@/components/ui/form-errors';
import { Input, Select } from '@/components/ui/input';
import { WEEKDAYS, weekdayName } from '@/lib/labs/calendars/opening-hours';
import { hoursDraft } from './hours-draft';
import { HoursInputs } from './hours-inputs';
import { changesNothing, newOutage, type KnownGroup, type ScenarioDraft } from './scenario-draft';

const STAT_OPTIONS = [
  { value: '', label: 'As now' },
  { value: 'yes', label: 'STAT goes first' },
  { value: 'no', label: 'In order of arrival' },
];
const WEEKDAY_OPTIONS = WEEKDAYS.map((day) => ({ value: day, label: weekdayName(day) }));

/** One scenario: its name and what is different in it. */
export function ScenarioCard({
  index,
  draft,
  groups,
  onChange,
  onTouch,
  onCopy,
  onRemove,
}: {
  index: number;
  draft: ScenarioDraft;
  groups: readonly KnownGroup[];
  onChange: (draft: ScenarioDraft) => void;
  /** A field was left: from then on it says what is wrong with it. */
  onTouch: (field: string) => void;
  /** Nothing where there are as many as there may be. */
  onCopy: (() => void) | undefined;
  onRemove: () => void;
}) {
  const at = (...path: (string | number)[]) => ['scenarios', index, ...path].join('.');
  const set = (change: Partial<ScenarioDraft>) => onChange({ ...draft, ...change });
  const called = draft.name.trim() || `Scenario ${index + 1}`;
  const touch = (field: string) => ({ onBlur: () => onTouch(field) });
  const free = (taken: readonly { group: string }[], own?: string) =>
    groups.filter(({ name }) => name === own || !taken.some(({ group }) => group === name));
  const { machines, shifts, outages } = draft;
  const [firstFree] = free(machines);
  const [firstShift] = free(shifts);
  const [firstGroup] = groups;
  return (
    <section aria-label={called} className="min-w-0 rounded-lg border bg-surface">
      <div className="flex items-end gap-2 border-b px-4 py-3">
        <Field label={`Scenario ${index + 1}`} name={at('name')} className="grow" required>
          <Input
            autoComplete="off"
            value={draft.name}
            onChange={({ target }) => set({ name: target.value })}
            {...touch(at('name'))}
          />
        </Field>
        <IconButton label={`Copy ${called}`} onClick={onCopy} disabled={onCopy === undefined}>
          <Copy aria-hidden="true" />
        </IconButton>
        <IconButton label={`Remove ${called}`} onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
      <div className="grid gap-5 p-4">
        <Part title="Machines more or fewer">
          {machines.map(({ group, change }, place) => (
            <Row
              key={group}
              label={`Remove the change of ${group}`}
              onRemove={() => set({ machines: without(machines, place) })}
            >
              <Field label="Group" hideLabel={place > 0} className="grow basis-40">
                <Select
                  options={free(machines, group).map(({ name, machines: has }) => ({
                    value: name,
                    label: `${name} (${has})`,
                  }))}
                  value={group}
                  onChange={({ target }) =>
                    set({ machines: replaced(machines, place, { group: target.value, change }) })
                  }
                />
              </Field>
              <Field
                label="More, or −fewer"
                hideLabel={place > 0}
                name={at('machines', group)}
                className="w-32"
              >
                <Input
                  numeric
                  autoComplete="off"
                  placeholder="+1 or −1"
                  value={change}
                  onChange={({ target }) =>
                    set({ machines: replaced(machines, place, { group, change: target.value }) })
                  }
                  {...touch(at('machines', group))}
                />
              </Field>
            </Row>
          ))}
          {firstFree ? (
            <Add
              label="Add machines"
              onClick={() =>
                set({ machines: [...machines, { group: firstFree.name, change: '+1' }] })
              }
            />
          ) : null}
        </Part>
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label="Work, % more" name={at('demand_percent')} hint="Negative for less.">
            <Input
              numeric
              autoComplete="off"
              placeholder="0"
              value={draft.demand}
              onChange={({ target }) => set({ demand: target.value })}
              {...touch(at('demand_percent'))}
            />
          </Field>
          <Field
            label="Failures, % fewer"
            name={at('failure_reduction_percent')}
            hint="100: none fail."
          >
            <Input
              numeric
              autoComplete="off"
              placeholder="0"
              value={draft.failures}
              onChange={({ target }) => set({ failures: target.value })}
              {...touch(at('failure_reduction_percent'))}
            />
          </Field>
          <Field label="Order of work" hint="At a free machine." name={at('stat_first')}>
            <Select
              options={STAT_OPTIONS}
              value={draft.statFirst}
              onChange={({ target: { value } }) =>
                set({ statFirst: value === 'yes' || value === 'no' ? value : '' })
              }
            />
          </Field>
        </div>
        <Part title="Shift hours">
          {shifts.map(({ group, hours }, place) => (
            <div key={group} className="grid gap-2">
              <Row
                label={`Remove the hours of ${group}`}
                onRemove={() => set({ shifts: without(shifts, place) })}
              >
                <Field
                  label="Group with other hours"
                  hideLabel={place > 0}
                  name={at('shifts', group)}
                  className="grow"
                >
                  <Select
                    options={free(shifts, group).map(({ name }) => ({ value: name, label: name }))}
                    value={group}
                    onChange={({ target }) =>
                      set({ shifts: replaced(shifts, place, { group: target.value, hours }) })
                    }
                  />
                </Field>
              </Row>
              <HoursInputs
                field={at('shifts', group)}
                hours={hours}
                onChange={(next) =>
                  set({ shifts: replaced(shifts, place, { group, hours: next }) })
                }
                onBlur={onTouch}
              />
            </div>
          ))}
          {firstShift ? (
            <Add
              label="Add shift hours"
              onClick={() =>
                set({ shifts: [...shifts, { group: firstShift.name, hours: hoursDraft(null) }] })
              }
            />
          ) : null}
        </Part>
        <Part title="A machine down">
          {outages.map((outage, place) => {
            const change = (next: Partial<typeof outage>) =>
              set({ outages: replaced(outages, place, { ...outage, ...next }) });
            const name = (field: string) => at('outages', place, field);
            return (
              <Row
                key={place}
                label={`Remove the stop of ${outage.group} on ${weekdayName(outage.weekday)}`}
                onRemove={() => set({ outages: without(outages, place) })}
              >
                <Field label="Of group" name={name('group')} className="grow basis-40">
                  <Select
                    options={groups.map((group) => ({ value: group.name, label: group.name }))}
                    value={outage.group}
                    onChange={({ target }) => change({ group: target.value })}
                  />
                </Field>
                <Field label="How many" name={name('machines')} className="w-24">
                  <Input
                    numeric
                    autoComplete="off"
                    value={outage.machines}
                    onChange={({ target }) => change({ machines: target.value })}
                    {...touch(name('machines'))}
                  />
                </Field>
                <Field label="Every" name={name('weekday')} className="w-36">
                  <Select
                    options={WEEKDAY_OPTIONS}
                    value={outage.weekday}
                    onChange={({ target }) =>
                      change({
                        weekday: WEEKDAYS.find((day) => day === target.value) ?? outage.weekday,
                      })
                    }
                  />
                </Field>
                <Field label="From" name={name('from')} className="w-24">
                  <Input
                    autoComplete="off"
                    value={outage.from}
                    onChange={({ target }) => change({ from: target.value })}
                    {...touch(name('from'))}
                  />
                </Field>
                <Field label="To" name={name('to')} className="w-24">
                  <Input
                    autoComplete="off"
                    value={outage.to}
                    onChange={({ target }) => change({ to: target.value })}
                    {...touch(name('to'))}
                  />
                </Field>
              </Row>
            );
          })}
          {firstGroup ? (
            <Add
              label="Add a stop"
              onClick={() =>
                set({ outages: [...outages, newOutage(machines[0]?.group ?? firstGroup.name)] })
              }
            />
          ) : null}
        </Part>
        <Fault name={`scenarios.${index}`} />
        {changesNothing(draft) ? (
          <p className="text-xs text-muted">
            Nothing is different yet: this is the lab as it stands.
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 text-dense font-medium">{title}</legend>
      {children}
    </fieldset>
  );
}

function Row({
  label,
  onRemove,
  children,
}: {
  label: string;
  onRemove: () => void;
  children: ReactNode;
}) {
  return (
    <div className="flex items-start gap-2">
      <div className="flex grow flex-wrap items-start gap-2">{children}</div>
      <IconButton label={label} variant="ghost" className="mt-6" onClick={onRemove}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function Add({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <div>
      <Button size="sm" icon={<Plus aria-hidden="true" />} onClick={onClick}>
        {label}
      </Button>
    </div>
  );
}

/** A fault of the scenario as a whole. */
function Fault({ name }: { name: string }) {
  const message = useFieldError(name);
  return message ? <p className="text-xs font-medium text-danger">{message}</p> : null;
}

const without = <T,>(all: readonly T[], place: number): T[] => all.toSpliced(place, 1);
const replaced = <T,>(all: readonly T[], place: number, one: T): T[] => all.with(place, one);
