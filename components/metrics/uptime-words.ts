import type { Tone } from '@/components/ui/tone';
import type { UptimeRowSet } from '@/lib/metrics/uptime/contract';
import type { BarKind } from './timeline-bars';

/** What a device is in words and colours: of badges, of bars (what is unknown is hatched), of the legend. */
export const KINDS: Record<BarKind, { label: string; tone: Tone; fill?: string; swatch: string }> =
  {
    up: { label: 'Up', tone: 'positive', fill: 'fill-positive/55', swatch: 'bg-positive/55' },
    limited: {
      label: 'Up, limited',
      tone: 'warning',
      fill: 'fill-warning/60',
      swatch: 'bg-warning/60',
    },
    idle: { label: 'Idle', tone: 'neutral', fill: 'fill-positive/20', swatch: 'bg-positive/20' },
    unplanned: { label: 'Stopped', tone: 'danger', fill: 'fill-danger', swatch: 'bg-danger' },
    planned: { label: 'Planned', tone: 'info', fill: 'fill-info/65', swatch: 'bg-info/65' },
    unknown: {
      label: 'Unknown',
      tone: 'neutral',
      swatch:
        'bg-sunken bg-[repeating-linear-gradient(120deg,transparent_0_3px,var(--color-line-strong)_3px_4px)]',
    },
  };

export const UPTIME_ROW_TEXTS: Record<
  UptimeRowSet,
  { label: string; one: string; many: string; meaning: string }
> = {
  stops: {
    label: 'Stops',
    one: 'unplanned stop',
    many: 'unplanned stops',
    meaning: 'Stops that began in the period: what MTBF counts.',
  },
  repairs: {
    label: 'Repaired',
    one: 'stop repaired',
    many: 'stops repaired',
    meaning: 'Stops that ended in the period, with their whole length: what MTTR is the mean of.',
  },
  open_stops: {
    label: 'Open',
    one: 'open stop',
    many: 'open stops',
    meaning: 'Stops that were open when the period ended.',
  },
  affected: {
    label: 'Tests in stops',
    one: 'test received in a stop',
    many: 'tests received in stops',
    meaning: 'Tests received while their device was stopped, and released since.',
  },
  affected_unfinished: {
    label: 'Not released',
    one: 'test received in a stop, not released',
    many: 'tests received in stops, not released',
    meaning: 'Tests received while their device was stopped, and not released yet.',
  },
  others: {
    label: 'Other tests',
    one: 'test received outside of stops',
    many: 'tests received outside of stops',
    meaning:
      'Tests of devices that had a stop, received outside of it: what the others are compared with.',
  },
  stretches: {
    label: 'Timeline',
    one: 'stretch of the timeline',
    many: 'stretches of the timeline',
    meaning: 'What each device was, from when to when.',
  },
};
