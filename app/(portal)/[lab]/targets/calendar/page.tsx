import type { Metadata } from 'next';
import { dayText } from '@/components/labs/calendars/day-text';
import { HolidaysCard } from '@/components/labs/calendars/holidays-card';
import { OpeningHoursCards } from '@/components/labs/calendars/opening-hours-card';
import {
  PublicHolidaysCard,
  type HolidayPlaces,
} from '@/components/labs/calendars/public-holidays-card';
import { RulesHeader } from '@/components/labs/rules-tabs';
import { Card } from '@/components/ui/card';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { pageCtx } from '@/lib/entry/page';
import {
  PublicHolidaysQuery,
  type CalendarVersion,
  type Holiday,
  type PublicHolidays,
} from '@/lib/labs/calendars/contract';
import { hoursText } from '@/lib/labs/calendars/hours-text';
import { dayOf } from '@/lib/labs/calendars/lab-today';
import { readCalendarVersions } from '@/lib/labs/calendars/list-calendars';
import { WEEKDAYS, weekdayName, weeklyHours } from '@/lib/labs/calendars/opening-hours';
import { holidayCountries, publicHolidays } from '@/lib/labs/calendars/public-holidays';
import { actorMay } from '@/lib/platform/access/permissions';
import type { Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { type GivenParams, valuesOf } from '@/lib/platform/http/page-address';
import { addCalendar, addDays, dropCalendar, dropDay, editCalendar } from '../actions';

export const metadata: Metadata = { title: 'Opening hours and holidays' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

/** The days from today on that count as holidays: those of the version in force on each. */
function holidaysToCome(calendars: readonly CalendarVersion[], today: string): Holiday[] {
  return calendars.flatMap(({ effective_from: from, effective_to: to, holidays }) =>
    holidays.filter(({ date }) => date >= today && date >= from && (to === null || date < to)),
  );
}

/** The chosen place's public holidays; a place that is none (from an old address) is no choice. */
async function chosenHolidays(
  ctx: Ctx,
  chosen: HolidayPlaces['chosen'],
): Promise<PublicHolidays | null> {
  if (chosen.country === '') return null;
  const given = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== ''));
  const query = PublicHolidaysQuery.safeParse(given);
  if (!query.success) return null;
  try {
    return await publicHolidays(ctx, query.data);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function hoursInWords(calendar: CalendarVersion): string {
  const open = WEEKDAYS.filter((day) => calendar.opening_hours[day].length > 0);
  return open
    .map((day) => `${weekdayName(day).slice(0, 3)} ${hoursText(calendar.opening_hours[day])}`)
    .join('; ');
}

export default async function CalendarPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const given = await searchParams;
  const today = dayOf(ctx.now, timeZone);
  const may = actorMay(ctx.actor, 'calendar.write');
  const thisYear = Number(today.slice(0, 4));
  const years = [0, 1, 2, 3].map((more) => String(thisYear + more));
  const one = (name: string) => valuesOf(given[name])[0] ?? '';
  const asked = {
    country: one('country'),
    state: one('state'),
    region: one('region'),
    year: years.includes(one('year')) ? one('year') : (years[0] ?? ''),
  };
  const [calendars, countries, found] = await Promise.all([
    readCalendarVersions(ctx),
    may ? holidayCountries(ctx) : [],
    may ? chosenHolidays(ctx, asked) : null,
  ]);
  const holidays = holidaysToCome(calendars, today);
  const taken = new Set(holidays.map(({ date }) => date));
  const days = (found?.data ?? []).filter(({ date }) => date >= today && !taken.has(date));
  const past = calendars.filter(({ status }) => status === 'past').toReversed();
  const none = { country: '', state: '', region: '', year: asked.year };
  return (
    <div className="space-y-5">
      <RulesHeader labSlug={slug} current="calendar" />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-2">
        <div className="space-y-5">
          <OpeningHoursCards
            labSlug={slug}
            today={today}
            calendars={calendars.filter(({ status }) => status !== 'past')}
            actions={
              may ? { add: addCalendar, change: editCalendar, withdraw: dropCalendar } : null
            }
          />
        </div>
        <div className="space-y-5">
          <HolidaysCard
            labSlug={slug}
            today={today}
            holidays={holidays}
            actions={may ? { add: addDays, remove: dropDay } : null}
          />
          {may ? (
            <PublicHolidaysCard
              labSlug={slug}
              path={`/${slug}/targets/calendar`}
              places={{
                countries,
                states: found?.states ?? [],
                regions: found?.regions ?? [],
                chosen: found ? asked : none,
                years,
              }}
              days={days}
              known={(found?.data.length ?? 0) - days.length}
              add={addDays}
            />
          ) : null}
        </div>
      </div>
      {past.length > 0 ? (
        <Card
          flush
          title="Earlier calendars"
          description="Working time of their days counts by them."
        >
          <Table label="Earlier calendars">
            <TableHead>
              <Tr>
                <Th>In force</Th>
                <Th numeric>Hours a week</Th>
                <Th>Opening hours</Th>
                <Th numeric>Holidays</Th>
              </Tr>
            </TableHead>
            <TableBody>
              {past.map((calendar) => (
                <Tr key={calendar.id}>
                  <Th scope="row">
                    {calendar.effective_from === '1900-01-01'
                      ? 'Always'
                      : dayText(calendar.effective_from)}
                    {calendar.effective_to ? ` until ${dayText(calendar.effective_to)}` : ''}
                  </Th>
                  <Td numeric>{weeklyHours(calendar.opening_hours)}</Td>
                  <Td className="whitespace-normal">{hoursInWords(calendar)}</Td>
                  <Td numeric>
                    {
                      calendar.holidays.filter(
                        ({ date }) =>
                          calendar.effective_to === null || date < calendar.effective_to,
                      ).length
                    }
                  </Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        </Card>
      ) : null}
    </div>
  );
}
