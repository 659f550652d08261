'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, startTransition, useOptimistic, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { RuleAction } from '@/components/labs/rule-sheet';
import type { PublicHoliday } from '@/lib/labs/calendars/contract';
import { dayText } from './day-text';

type Place = { code: string; name: string };

export type HolidayPlaces = {
  countries: Place[];
  states: Place[];
  regions: Place[];
  chosen: { country: string; state: string; region: string; year: string };
  years: string[];
};

const optionsOf = (places: readonly Place[]) =>
  places.map(({ code, name }) => ({ value: code, label: name }));

/** Which country, state, region and year; each choice is a new address of the page. */
function ChoosePlace({ path, places }: { path: string; places: HolidayPlaces }) {
  const router = useRouter();
  const { countries, years } = places;
  // What was chosen counts at once, so that the next choice adds to it while the page still loads.
  const [chosen, choose] = useOptimistic(places.chosen);
  const states = chosen.country === places.chosen.country ? places.states : [];
  const regions = states.length > 0 && chosen.state === places.chosen.state ? places.regions : [];
  const go = (changes: Partial<HolidayPlaces['chosen']>) => {
    const next = { ...chosen, ...changes };
    const query = new URLSearchParams(Object.entries(next).filter(([, value]) => value !== ''));
    startTransition(() => {
      choose(next);
      router.push(`${path}?${query}`, { scroll: false });
    });
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Country" name="country">
        <Select
          placeholder="Choose a country"
          options={optionsOf(countries)}
          value={chosen.country}
          onChange={({ target }) => go({ country: target.value, state: '', region: '' })}
        />
      </Field>
      <Field label="Year" name="year">
        <Select
          options={years.map((year) => ({ value: year, label: year }))}
          value={chosen.year}
          onChange={({ target }) => go({ year: target.value })}
        />
      </Field>
      {states.length > 0 ? (
        <Field label="State" name="state">
          <Select
            placeholder="The whole country"
            options={optionsOf(states)}
            value={chosen.state}
            onChange={({ target }) => go({ state: target.value, region: '' })}
          />
        </Field>
      ) : null}
      {regions.length > 0 ? (
        <Field label="Region" name="region">
          <Select
            placeholder="The whole state"
            options={optionsOf(regions)}
            value={chosen.region}
            onChange={({ target }) => go({ region: target.value })}
          />
        </Field>
      ) : null}
    </div>
  );
}

/** The public holidays of a place to choose from, and to add to the lab's calendar. */
function ChooseDays({
  labSlug,
  days,
  add,
}: {
  labSlug: string;
  /** Those still to come that are no holidays of the lab yet. */
  days: PublicHoliday[];
  add: RuleAction;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(add, labSlug);
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () => new Set(days.filter(({ half_day: half }) => half).map(({ date }) => date)),
  );
  const chosen = days.filter(({ date }) => !left.has(date));
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const holidays = chosen.map(({ date, name }) => ({ date, name }));
    const answer = await run({ holidays });
    if (!answer.ok) return;
    toast({
      title: holidays.length === 1 ? '1 holiday is added' : `${holidays.length} holidays are added`,
    });
    router.refresh();
  };
  return (
    <form
      aria-label="Public holidays"
      className="mt-4 grid gap-2.5"
      onSubmit={(event) => void save(event)}
    >
      {days.map(({ date, name, substitute, half_day: half }) => (
        <Checkbox
          key={date}
          checked={!left.has(date)}
          onCheckedChange={(ticked) => {
            const next = new Set(left);
            if (ticked) next.delete(date);
            else next.add(date);
            setLeft(next);
          }}
          label={
            <>
              <span className="mr-2 inline-block min-w-30 text-muted">{dayText(date, true)}</span>
              {name}
              {substitute ? <Badge className="ml-2">In place of a weekend</Badge> : null}
              {half ? <Badge className="ml-2">Half a day</Badge> : null}
            </>
          }
        />
      ))}
      {result?.ok === false ? (
        <p role="alert" className="text-xs font-medium text-danger">
          {result.message}
        </p>
      ) : null}
      <div className="pt-1">
        <Button type="submit" variant="primary" pending={pending} disabled={chosen.length === 0}>
          {chosen.length === 1 ? 'Add 1 holiday' : `Add ${chosen.length} holidays`}
        </Button>
      </div>
    </form>
  );
}

/** Holidays from a country's calendar, for managers. */
export function PublicHolidaysCard({
  labSlug,
  path,
  places,
  days,
  known,
  add,
}: {
  labSlug: string;
  path: string;
  places: HolidayPlaces;
  days: PublicHoliday[];
  /** How many of them are over, or holidays of the lab already. */
  known: number;
  add: RuleAction;
}) {
  const { country, state, region, year } = places.chosen;
  return (
    <Card title="From a country’s calendar" description="Public holidays to choose from.">
      <ChoosePlace path={path} places={places} />
      {country === '' ? null : days.length > 0 ? (
        <ChooseDays
          key={[country, state, region, year, ...days.map(({ date }) => date)].join(' ')}
          labSlug={labSlug}
          days={days}
          add={add}
        />
      ) : (
        <p className="mt-4 text-sm text-muted">
          {known > 0
            ? `All ${known} public holidays of ${year} are over, or holidays of the lab already.`
            : `No public holidays are known for ${year}.`}
        </p>
      )}
    </Card>
  );
}
