import { weekdayName } from '@/lib/labs/calendars/opening-hours';
import type { WhatIfAnswer } from '@/lib/planning/contract';
import { weekHoursText } from './fit-words';
import { counted, figureText } from './number-text';

type AskedScenario = WhatIfAnswer['asked'][number];

/** What is different in a scenario, one change a text; none for the lab as it stands. */
export function changeTexts(scenario: AskedScenario): string[] {
  const { machines, shifts, outages, demand_percent: demand, stat_first: statFirst } = scenario;
  const { failure_reduction_percent: failures } = scenario;
  return [
    ...Object.entries(machines).flatMap(([group, change]) =>
      change === 0
        ? []
        : [
            `${group}: ${counted(Math.abs(change), change > 0 ? 'machine more' : 'machine fewer', change > 0 ? 'machines more' : 'machines fewer')}`,
          ],
    ),
    ...(demand === 0
      ? []
      : [`${figureText(Math.abs(demand))} % ${demand > 0 ? 'more' : 'less'} work`]),
    ...(failures === 0 ? [] : [`${figureText(failures)} % fewer failures`]),
    ...Object.entries(shifts).map(([group, hours]) => `${group} works ${weekHoursText(hours)}`),
    ...(statFirst === undefined ? [] : [statFirst ? 'STAT goes first' : 'in order of arrival']),
    ...outages.map(
      ({ group, machines: down, weekday, from, to }) =>
        `${group}: ${counted(down, 'machine')} down on ${weekdayName(weekday)} ${from === '00:00' && to === '24:00' ? 'all day' : `${from}–${to}`}`,
    ),
  ];
}
