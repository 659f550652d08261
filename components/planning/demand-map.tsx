'use client';

import { useState } from 'react';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { WEEKDAYS, weekdayName } from '@/lib/labs/calendars/opening-hours';
import { figureText } from './number-text';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** The strongest shade: text on it stays readable in both themes. */
const MOST_SHADE = 45;

type Demand = { name: string; perHour: readonly number[] };

/** Tests that come by hour of the week, as a table whose cells are shaded by how many. */
export function DemandMap({ groups }: { groups: readonly [Demand, ...Demand[]] }) {
  const [chosen, setChosen] = useState(groups[0].name);
  const [pointed, setPointed] = useState<number | null>(null);
  const { name, perHour } = groups.find((group) => group.name === chosen) ?? groups[0];
  const most = Math.max(...perHour, 0);
  const busiest = perHour.indexOf(most);
  const day = weekdayName(WEEKDAYS[Math.floor(busiest / 24)] ?? '1');
  return (
    <Card
      title="Demand by hour of the week"
      description={
        most > 0
          ? `Tests received an hour, on average. Most come on ${day} from ${clock(busiest % 24)}: ${figureText(most)} an hour.`
          : 'No test was received.'
      }
      actions={
        groups.length > 1 ? (
          <Field label="Demand of" hideLabel>
            <Select
              className="w-56 max-w-full"
              options={groups.map((group) => ({ value: group.name, label: group.name }))}
              value={name}
              onChange={({ target }) => setChosen(target.value)}
            />
          </Field>
        ) : null
      }
      flush
    >
      <div className="p-3">
        <table
          className="w-full table-fixed border-separate border-spacing-px text-2xs"
          // Narrow cells have no room for their number: it stands below while one points at them.
          onPointerDown={({ target }) => setPointed(hourAt(target))}
          onPointerMove={({ target }) => setPointed(hourAt(target))}
        >
          <caption className="sr-only">
            {name}: tests received an hour by weekday and hour of the day
          </caption>
          <thead>
            <tr>
              <th className="w-9 md:w-24">
                <span className="sr-only">Weekday</span>
              </th>
              {HOURS.map((hour) => (
                <th key={hour} scope="col" className="pb-1 font-normal text-muted">
                  <span className={hour % 6 === 0 ? '' : 'max-lg:sr-only'}>{hour}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {WEEKDAYS.map((weekday, index) => (
              <tr key={weekday}>
                <th scope="row" className="pr-2 text-left font-normal text-muted">
                  <span className="md:hidden" aria-hidden="true">
                    {weekdayName(weekday).slice(0, 2)}
                  </span>
                  <span className="max-md:sr-only">{weekdayName(weekday)}</span>
                </th>
                {HOURS.map((hour) => {
                  const rate = perHour[index * 24 + hour] ?? 0;
                  return (
                    <td
                      key={hour}
                      data-hour={index * 24 + hour}
                      title={cellText(index * 24 + hour, rate)}
                      className="h-6 rounded-xs bg-sunken text-center text-ink"
                      style={
                        rate > 0
                          ? {
                              background: `color-mix(in oklab, var(--color-accent) ${Math.round((rate / most) * MOST_SHADE)}%, var(--color-surface))`,
                            }
                          : undefined
                      }
                    >
                      <span className="max-lg:sr-only">{rate >= 0.05 ? short(rate) : '·'}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        <p aria-hidden="true" className="mt-2 min-h-4 text-xs text-muted lg:hidden">
          {pointed === null
            ? most > 0 && `The strongest is ${figureText(most)} an hour. Touch one to read it.`
            : cellText(pointed, perHour[pointed] ?? 0)}
        </p>
      </div>
    </Card>
  );
}

/** The hour of the week of the cell that is pointed at; null beside the cells. */
function hourAt(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest('td') : null;
  return cell?.dataset['hour'] === undefined ? null : Number(cell.dataset['hour']);
}

function cellText(hourOfWeek: number, rate: number): string {
  const day = weekdayName(WEEKDAYS[Math.floor(hourOfWeek / 24)] ?? '1');
  return `${day} ${clock(hourOfWeek % 24)}: ${figureText(rate)} an hour`;
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** A rate in a narrow cell: a decimal only under ten. */
const short = (rate: number) =>
  rate < 9.95 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en');
