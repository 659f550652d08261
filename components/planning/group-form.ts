import { lineOf, numberOf, textOf } from '@/components/labs/form-values';
import type { FieldError } from '@/components/ui/form-errors';
import { WEEKDAYS } from '@/lib/labs/calendars/opening-hours';
import type { GroupEdit } from '@/lib/planning/contract';
import { distributionOf, spreadOfDistribution } from './fit-words';
import { hoursDraft, readHours, type HoursDraft } from './hours-draft';

/** What of a group's form is chosen; nothing is as fitted. */
export type GroupChoices = {
  kind: '' | 'single' | 'pipelined' | 'batch';
  stops: '' | 'never' | 'some';
  hours: '' | 'always' | 'hours';
};

/** A group's form as it begins: texts by field. */
export type GroupValues = {
  choices: GroupChoices;
  texts: Record<string, string>;
  hours: HoursDraft;
};

/** The fields that can show a fault, by the names the interface has for them. */
export const GROUP_FIELDS = [
  'machines',
  'service.time',
  'service.time.p90',
  'service.per_hour',
  'service.dwell_minutes',
  'service.capacity',
  'service.run',
  'service.run.p90',
  'service.start_after_minutes',
  'preparation',
  'finishing',
  'failure_rate',
  'stops.mean_hours_between',
  'stops.mean_minutes',
  ...WEEKDAYS.map((day) => `hours.${day}`),
];

const number = (value: number) => String(Math.round(value * 1000) / 1000);

function serviceTexts(service: GroupEdit['service']): Record<string, string> {
  if (service === undefined) return {};
  const spread = (name: string, time: Parameters<typeof spreadOfDistribution>[0]) => {
    const { median, p90 } = spreadOfDistribution(time);
    return {
      [name]: number(median),
      [`${name}.p90`]: time.kind === 'fixed' ? '' : number(p90),
    };
  };
  switch (service.kind) {
    case 'single':
      return spread('service.time', service.time);
    case 'pipelined':
      return {
        'service.per_hour': number(service.per_hour),
        'service.dwell_minutes': number(service.dwell_minutes),
      };
    case 'batch': {
      const { start_after_minutes: after } = service;
      return {
        'service.capacity': number(service.capacity),
        'service.start_after_minutes': after === null ? '' : number(after),
        ...spread('service.run', service.run),
      };
    }
  }
}

/** The form of a group of which this was said before. */
export function groupValues(edit: GroupEdit | undefined): GroupValues {
  const {
    machines,
    service,
    preparation,
    finishing,
    failure_rate: rate,
    stops,
    hours,
  } = edit ?? {};
  const minutes = (given: GroupEdit['preparation']) =>
    given === undefined ? '' : number(spreadOfDistribution(given).median);
  return {
    choices: {
      kind: service?.kind ?? '',
      stops: stops === undefined ? '' : stops === null ? 'never' : 'some',
      hours: hours === undefined ? '' : hours === null ? 'always' : 'hours',
    },
    texts: {
      machines: machines === undefined ? '' : number(machines),
      ...serviceTexts(service),
      preparation: minutes(preparation),
      finishing: minutes(finishing),
      failure_rate: rate === undefined ? '' : number(rate * 100),
      'stops.mean_hours_between': stops ? number(stops.mean_hours_between) : '',
      'stops.mean_minutes': stops ? number(stops.mean_minutes) : '',
    },
    hours: hoursDraft(hours ?? null),
  };
}

type Read = { given: Record<string, unknown>; faults: FieldError[] };

/** What a group's form says of it; only what is said. */
export function readGroupForm(data: FormData, name: string): Read {
  const faults: FieldError[] = [];
  const needed = (field: string): number | string => {
    const value = numberOf(data, field);
    if (value === null) faults.push({ field, message: 'must be given' });
    return value ?? '';
  };
  const optional = (field: string) => {
    const value = numberOf(data, field);
    return value === null ? {} : { [field]: value };
  };
  const time = (field: string) => {
    const [median, most] = [needed(field), numberOf(data, `${field}.p90`)];
    if (typeof median !== 'number') return { kind: 'fixed', minutes: median };
    if (typeof most === 'string' || (most !== null && most < median)) {
      faults.push({
        field: `${field}.p90`,
        message: 'must be a number, and no less than the median',
      });
      return { kind: 'fixed', minutes: median };
    }
    return distributionOf(median, most);
  };
  const service = () => {
    switch (textOf(data, 'kind')) {
      case 'single':
        return { kind: 'single', time: time('service.time') };
      case 'pipelined':
        return {
          kind: 'pipelined',
          per_hour: needed('service.per_hour'),
          dwell_minutes: needed('service.dwell_minutes'),
        };
      case 'batch':
        return {
          kind: 'batch',
          capacity: needed('service.capacity'),
          run: time('service.run'),
          start_after_minutes: numberOf(data, 'service.start_after_minutes'),
        };
      default:
        return undefined;
    }
  };
  const hours = () => {
    const read = readHours(
      {
        '1': lineOf(data, 'hours.1'),
        '2': lineOf(data, 'hours.2'),
        '3': lineOf(data, 'hours.3'),
        '4': lineOf(data, 'hours.4'),
        '5': lineOf(data, 'hours.5'),
        '6': lineOf(data, 'hours.6'),
        '7': lineOf(data, 'hours.7'),
      },
      'hours',
    );
    faults.push(...read.faults);
    return read.hours;
  };
  const percent = numberOf(data, 'failure_rate');
  const kind = service();
  const [stops, open] = [textOf(data, 'stops'), textOf(data, 'hours')];
  return {
    given: {
      name,
      ...optional('machines'),
      ...(kind === undefined ? {} : { service: kind }),
      ...optional('preparation'),
      ...optional('finishing'),
      ...(percent === null
        ? {}
        : { failure_rate: typeof percent === 'number' ? percent / 100 : percent }),
      ...(stops === 'never' ? { stops: null } : {}),
      ...(stops === 'some'
        ? {
            stops: {
              mean_hours_between: needed('stops.mean_hours_between'),
              mean_minutes: needed('stops.mean_minutes'),
            },
          }
        : {}),
      ...(open === 'always' ? { hours: null } : {}),
      ...(open === 'hours' ? { hours: hours() } : {}),
    },
    faults,
  };
}
