import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import type { PublicHoliday, PublicHolidays, PublicHolidaysQuery } from './contract';

const HOUR_MS = 3_600_000;

type Found = { date: string; start: Date; end: Date; name: string; substitute?: boolean };

/** The codes and names of places, by name. */
function placesOf(found: Record<string, string> | undefined): { code: string; name: string }[] {
  return Object.entries(found ?? {})
    .map(([code, name]) => ({ code, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

function dayLater(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/**
 * The days of one holiday. Those that begin at sunset are named by the day that follows; a day of
 * daylight saving has 23 or 25 hours; less than a day is half a day.
 */
function daysOf({ date, start, end, name, substitute = false }: Found): PublicHoliday[] {
  const first = date.slice(0, 10);
  const whole = Math.floor(((end.getTime() - start.getTime()) / HOUR_MS + 1) / 24);
  if (whole < 1) return [{ date: first, name, substitute, half_day: true }];
  return Array.from({ length: whole }, (_, index) => ({
    date: dayLater(first, index),
    name: index === 0 ? name : `${name}, day ${index + 1}`,
    substitute,
    half_day: false,
  }));
}

/** Names of the holidays of one day as one. */
function joined(days: readonly PublicHoliday[]): PublicHoliday[] {
  const byDate = new Map<string, PublicHoliday>();
  for (const day of days.toSorted((a, b) => a.date.localeCompare(b.date))) {
    const known = byDate.get(day.date);
    byDate.set(
      day.date,
      known
        ? {
            ...known,
            name: `${known.name} / ${day.name}`.slice(0, 120),
            half_day: known.half_day && day.half_day,
            substitute: known.substitute && day.substitute,
          }
        : day,
    );
  }
  return [...byDate.values()];
}

/** The countries whose public holidays are known, by name. */
export async function holidayCountries(
  ctx: Pick<Ctx, 'actor'>,
): Promise<{ code: string; name: string }[]> {
  authorize(ctx, 'read');
  const { default: Holidays } = await import('date-holidays');
  return placesOf(new Holidays().getCountries('en'));
}

/**
 * The public holidays of a country, or of a state or region of it, in a year, with English names
 * where there are any. An unknown place is 422. The rules are those of date-holidays, which is
 * large and therefore loaded when first asked.
 */
export async function publicHolidays(
  ctx: Pick<Ctx, 'actor'>,
  query: PublicHolidaysQuery,
): Promise<PublicHolidays> {
  authorize(ctx, 'read');
  const { default: Holidays } = await import('date-holidays');
  const known = new Holidays();
  const countries = placesOf(known.getCountries('en'));
  const chosen = (
    list: readonly { code: string }[],
    code: string | undefined,
    field: string,
    of: string,
  ) => {
    if (code === undefined) return undefined;
    const found = list.find((one) => one.code.toUpperCase() === code.toUpperCase());
    if (!found) throw invalidField(field, `is not the code of a ${field} ${of}`);
    return found.code;
  };
  const country = chosen(countries, query.country, 'country', 'whose holidays are known') ?? '';
  const states = placesOf(known.getStates(country, 'en'));
  const state = chosen(states, query.state, 'state', `of ${country}`);
  const regions = state === undefined ? [] : placesOf(known.getRegions(country, state, 'en'));
  const region = chosen(regions, query.region, 'region', `of ${country} ${state ?? ''}`);
  const place = new Holidays({ country, state, region });
  const found = place.getHolidays(query.year, 'en').filter(({ type }) => type === 'public');
  return { countries, states, regions, data: joined(found.flatMap(daysOf)) };
}
