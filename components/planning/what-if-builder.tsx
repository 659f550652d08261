'use client';

import { Play, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import { shownFaults } from '@/components/alerts/shown-faults';
import { Alert } from '@/components/ui/alert';
import type { Failure } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FormErrors, type FieldError } from '@/components/ui/form-errors';
import { Input } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import { GroupEdit } from '@/lib/planning/contract';
import { DemandMap } from './demand-map';
import { FitTable, unstableText } from './fit-table';
import { needsText } from './fit-words';
import { GroupSheet } from './group-sheet';
import { listed } from './number-text';
import { ScenarioCard } from './scenario-card';
import {
  freeName,
  newScenario,
  readScenarios,
  scenarioFields,
  typedNumber,
  type ScenarioDraft,
} from './scenario-draft';
import { modelledGroups, type ShownFit } from './shown-fit';
import { whatIfHref } from './addresses';

/** As many as one question takes. */
const MOST_SCENARIOS = 4;
const SEARCHED_FROM = 12;

export type WhatIfActions = {
  fit: (labSlug: string, input: unknown) => Promise<ActionResult<ShownFit>>;
  start: (labSlug: string, input: unknown) => Promise<ActionResult<{ id: string }>>;
};

export type Begun = {
  name: string;
  scenarios: ScenarioDraft[];
  edits: GroupEdit[];
  statFirst: boolean;
  seed: string;
  runs: string;
};

/** The lab as it was fitted, and up to four scenarios beside it, until they are run. */
export function WhatIfBuilder({
  labSlug,
  period,
  fitted,
  edited: editedAtFirst,
  begun,
  actions,
}: {
  labSlug: string;
  period: { from: string; to: string };
  /** As the history has it. */
  fitted: ShownFit;
  /** With what `begun` says of groups. */
  edited: ShownFit;
  begun: Begun;
  actions: WhatIfActions;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { run, pending } = useAction(actions.start, labSlug);
  const [edits, setEdits] = useState(begun.edits);
  const [refit, setRefit] = useState<ShownFit | null>(null);
  const [sheet, setSheet] = useState<string | null>(null);
  const [scenarios, setScenarios] = useState(begun.scenarios);
  const [statFirst, setStatFirst] = useState(begun.statFirst);
  const [texts, setTexts] = useState({ name: begun.name, seed: begun.seed, runs: begun.runs });
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Failure | null>(null);
  const [search, setSearch] = useState('');
  const [moreAtFirst] = useState(begun.seed !== '' || begun.runs !== '');
  const nextKey = useRef(begun.scenarios.length + 1);

  // A new fit of the same period stands until the page brings another period.
  const isOfPeriod = ({ from, to }: ShownFit) => from === fitted.from && to === fitted.to;
  const known = new Set(fitted.groups.map(({ name }) => name));
  const current = edits.filter(({ name }) => known.has(name));
  const fit =
    refit !== null && isOfPeriod(refit) ? refit : current.length === 0 ? fitted : editedAtFirst;
  const groups = useMemo(() => modelledGroups(fit), [fit]);
  const read = useMemo(() => readScenarios(scenarios, groups), [scenarios, groups]);

  const changed = () => setRefused(null);
  const refusedFields = shownFaults(refused?.fields ?? [], fieldsOf(scenarios));
  const faults: FieldError[] = [
    ...read.faults.filter(({ field }) => tried || touched.has(field)),
    ...refusedFields,
  ];
  const touch = (field: string) => setTouched((before) => new Set([...before, field]));
  const change = (place: number, draft: ScenarioDraft) => {
    changed();
    setScenarios((all) => all.with(place, draft));
  };
  const add = (draft: ScenarioDraft, place = scenarios.length) => {
    changed();
    setScenarios((all) => all.toSpliced(place, 0, draft));
  };
  const key = () => {
    nextKey.current += 1;
    return nextKey.current;
  };
  const full = scenarios.length >= MOST_SCENARIOS;

  // What was said here of groups is said of another period too.
  const [editsAtFirst] = useState(begun.edits);
  const refitFor = useRef<() => void>(() => undefined);
  useEffect(() => {
    refitFor.current = () => {
      if (edits === editsAtFirst || current.length === 0) return;
      void actions.fit(labSlug, { ...period, groups: current }).then((answer) => {
        if (answer.ok) setRefit(answer.data);
      });
    };
  });
  const { from, to } = fitted;
  const periodKey = `${from} ${to}`;
  const fittedPeriod = useRef(periodKey);
  useEffect(() => {
    if (fittedPeriod.current === periodKey) return;
    fittedPeriod.current = periodKey;
    refitFor.current();
  }, [periodKey]);

  const saveGroup = async (
    name: string,
    given: Record<string, unknown>,
  ): Promise<Failure | null> => {
    const others = current.filter((edit) => edit.name !== name);
    const asked = Object.keys(given).length > 1 ? [given, ...others] : others;
    const answer = await actions.fit(labSlug, { ...period, groups: asked }).catch(() => null);
    if (answer === null) {
      return { message: 'The server could not be reached. Try again.', fields: [] };
    }
    if (!answer.ok) {
      const fields = answer.fields.map(({ field, message }) => ({
        field: field.replace(/^groups\.\d+\./, ''),
        message,
      }));
      return { message: answer.message, fields };
    }
    setEdits(asked.flatMap((one) => GroupEdit.safeParse(one).data ?? []));
    setRefit(answer.data);
    changed();
    return null;
  };

  /** Leads to the first field that is wrong. */
  const focusFault = () => {
    requestAnimationFrame(() => {
      const wrong = form.current?.querySelector('[aria-invalid="true"]');
      if (!(wrong instanceof HTMLElement)) return;
      // In the middle, where neither the head of the page nor its foot covers the label.
      wrong.focus({ preventScroll: true });
      wrong.scrollIntoView({ block: 'center' });
    });
  };

  const start = async () => {
    setTried(true);
    if (read.faults.length > 0) return focusFault();
    const answer = await run({
      ...(texts.name.trim() === '' ? {} : { name: texts.name }),
      ...period,
      scenarios: read.given,
      groups: current,
      stat_first: statFirst,
      seed: typedNumber(texts.seed),
      runs: typedNumber(texts.runs),
    });
    if (answer.ok) {
      router.push(whatIfHref(labSlug, answer.data.id));
      return;
    }
    setRefused(answer);
    focusFault();
  };

  if (fit.state === 'empty') {
    return (
      <Card>
        <EmptyState title="Nothing was received in this period">
          There is no demand to plan with. Choose a period in which the lab was at work.
        </EmptyState>
      </Card>
    );
  }

  const needing = fit.groups.filter(({ needs_input: needs }) => needs.length > 0);
  const unstable = fit.groups.filter(({ expected }) => expected?.unstable === true);
  const unasked = fitted.groups.find(({ name }) => name === sheet);
  // What is left out, and what can be done about it, stands above.
  const notes = fit.notes.filter((note) => !note.includes('left out until'));
  const shown = search.trim().toLowerCase();
  const listedGroups = fit.groups.filter(({ name, machine_names: machines }) =>
    [name, ...machines].some((one) => one.toLowerCase().includes(shown)),
  );
  const unshown = refused !== null && refusedFields.length === 0;

  return (
    <>
      <DemandMap
        groups={[
          { name: 'Whole lab', perHour: fit.tests_per_hour },
          ...fit.groups.map(({ name, tests_per_hour: perHour }) => ({ name, perHour })),
        ]}
      />
      {unstable.length > 0 ? (
        <Alert
          tone="danger"
          title={`Unstable as it stands: ${listed(unstable.map(({ name }) => name))}`}
        >
          <ul className="list-disc space-y-0.5 pl-4">
            {unstable.slice(0, 5).map((group) => (
              <li key={group.name}>{unstableText(group)}</li>
            ))}
          </ul>
          <p className="mt-1">
            Waiting would grow without end, so there is no figure for it. If the lab did get through
            its work, correct how the group works; else add machines or hours in a scenario.
          </p>
        </Alert>
      ) : null}
      {needing.length > 0 ? (
        <Alert
          tone="warning"
          title={`Left out until you say more: ${listed(needing.map(({ name }) => name))}`}
        >
          <ul className="grid gap-1.5">
            {needing.map(({ name, needs_input: needs }) => (
              <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span>
                  {name}: its history does not say {needsText(needs)}.
                </span>
                <Button size="sm" onClick={() => setSheet(name)}>
                  Say it
                </Button>
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <Card
        title="Machine groups"
        description="Utilisation and waiting as they were observed; the load as the fitted model has it. Waiting is from received to started."
        flush
        actions={
          fit.groups.length > SEARCHED_FROM ? (
            <Field label="Find a group" hideLabel>
              <Input
                type="search"
                placeholder="Find a group"
                value={search}
                onChange={({ target }) => setSearch(target.value)}
              />
            </Field>
          ) : null
        }
        footer={notes.length === 0 ? null : notes.map((note) => <p key={note}>{note}</p>)}
      >
        <FitTable groups={listedGroups} onEdit={setSheet} />
      </Card>
      {unasked ? (
        <GroupSheet
          key={unasked.name}
          fitted={unasked}
          edit={current.find(({ name }) => name === unasked.name)}
          save={saveGroup}
          onClose={() => setSheet(null)}
        />
      ) : null}
      <FormErrors errors={faults}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- of buttons in it */}
        <form
          ref={form}
          noValidate
          aria-label="Scenarios"
          className="space-y-4"
          onMouseDown={keepFieldOnPress}
          onSubmit={(event) => {
            event.preventDefault();
            void start();
          }}
        >
          <div className="flex flex-wrap items-end justify-between gap-3">
            <div>
              <h2 className="text-base font-semibold">Scenarios</h2>
              <p className="text-dense text-muted">
                Up to four, each beside the lab as it stands, on the same random work.
              </p>
            </div>
            <Button
              icon={<Plus aria-hidden="true" />}
              disabled={full}
              onClick={() => {
                const number = scenarios.length + 1;
                add(newScenario(key(), freeName(scenarios, `Scenario ${number}`)));
              }}
            >
              Add a scenario
            </Button>
          </div>
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
            {scenarios.map((draft, index) => (
              <ScenarioCard
                key={draft.key}
                index={index}
                draft={draft}
                groups={groups}
                onChange={(next) => change(index, next)}
                onTouch={touch}
                onCopy={
                  full
                    ? undefined
                    : () =>
                        add(
                          {
                            ...draft,
                            key: key(),
                            name: freeName(scenarios, `${draft.name} (copy)`),
                          },
                          index + 1,
                        )
                }
                onRemove={() => {
                  changed();
                  setScenarios((all) => all.toSpliced(index, 1));
                }}
              />
            ))}
          </div>
          {scenarios.length === 0 ? (
            <Card>
              <p className="text-sm text-muted">
                Without a scenario only the lab as it stands is simulated, and held against what was
                observed.
              </p>
            </Card>
          ) : null}
          <Card>
            <div className="grid gap-4">
              <Field
                label="Name of this what-if"
                name="name"
                hint="As the list calls it. Left open: its scenarios’ names."
                optional
              >
                <Input
                  className="max-w-96"
                  autoComplete="off"
                  maxLength={120}
                  value={texts.name}
                  onChange={({ target }) => setTexts({ ...texts, name: target.value })}
                />
              </Field>
              <details open={moreAtFirst}>
                <summary className="cursor-pointer text-sm font-medium">More</summary>
                <div className="mt-3 grid gap-4">
                  <Checkbox
                    label="STAT goes first as things stand"
                    hint="At a free machine, in the lab as it stands and in scenarios that say nothing of it."
                    checked={statFirst}
                    onCheckedChange={setStatFirst}
                  />
                  <div className="grid gap-4 sm:grid-cols-2 lg:max-w-2xl">
                    <Field
                      label="Seed"
                      name="seed"
                      hint="The same seed gives the same answer. Left open: any."
                    >
                      <Input
                        inputMode="numeric"
                        autoComplete="off"
                        value={texts.seed}
                        onChange={({ target }) => setTexts({ ...texts, seed: target.value })}
                      />
                    </Field>
                    <Field
                      label="Runs"
                      name="runs"
                      hint="2 to 200. More take longer and give narrower intervals. Left open: 30."
                    >
                      <Input
                        inputMode="numeric"
                        autoComplete="off"
                        value={texts.runs}
                        onChange={({ target }) => setTexts({ ...texts, runs: target.value })}
                      />
                    </Field>
                  </div>
                </div>
              </details>
            </div>
          </Card>
          {unshown ? (
            <Alert tone="danger" title="It cannot be run" live>
              {refused?.fields.map(({ message }) => message).join(' ') || refused?.message}
            </Alert>
          ) : null}
          {tried && read.faults.length > 0 ? (
            <Alert tone="danger" live>
              {read.faults.length === 1
                ? 'One field has to be corrected first.'
                : `${read.faults.length} fields have to be corrected first.`}
            </Alert>
          ) : null}
          <div className="flex flex-wrap items-center justify-end gap-3">
            <p className="text-dense text-muted">
              It runs in the background: you may leave the page.
            </p>
            <Button
              type="submit"
              variant="primary"
              pending={pending}
              disabled={groups.length === 0}
              icon={<Play aria-hidden="true" />}
            >
              Run
            </Button>
          </div>
        </form>
      </FormErrors>
    </>
  );
}

/** The fields that show a fault of their own. */
function fieldsOf(scenarios: readonly ScenarioDraft[]): string[] {
  return ['name', 'seed', 'runs', ...scenarios.flatMap(scenarioFields)];
}

/**
 * A press on a button does not leave the field: a fault said on leaving would move the button away from
 * under the pointer, and the press would be lost.
 */
function keepFieldOnPress(event: MouseEvent<HTMLFormElement>): void {
  const button = event.target instanceof Element && event.target.closest('button');
  if (button && document.activeElement instanceof HTMLInputElement) event.preventDefault();
}
