import type { KindName } from '@/lib/alerts/kinds/params';

type Common = { name: string; label: string; hint?: string };

/** How people give one parameter of a kind of rule. */
export type ParamField =
  | (Common & {
      /** A time as people type it, kept in minutes. */
      input: 'minutes';
      /** What holds where nothing is given, if that may be. */
      none?: string;
    })
  | (Common & { input: 'number'; unit: string; none?: string })
  | (Common & { input: 'choice'; options: readonly { value: string; label: string }[] })
  | (Common & { input: 'several'; options: readonly { value: string; label: string }[] });

const WINDOW = 'Looking back';

/** What each kind of rule asks for, in the order people are asked. */
export const PARAM_FIELDS: Record<KindName, readonly ParamField[]> = {
  sla_breach: [
    {
      name: 'over_minutes',
      input: 'minutes',
      label: 'Past due by more than',
      hint: '0 for as soon as it is due.',
    },
  ],
  at_risk: [
    {
      name: 'left_minutes',
      input: 'minutes',
      label: 'Due within',
      none: 'Empty: once 80 % of its target is gone.',
    },
  ],
  missing_specimen: [
    {
      name: 'after_minutes',
      input: 'minutes',
      label: 'Not received after',
      none: 'Empty: the time of the location that ordered it.',
    },
  ],
  critical_unhandled: [
    {
      name: 'after_minutes',
      input: 'minutes',
      label: 'Open for',
      hint: 'From when the result was there.',
    },
  ],
  error_rate: [
    {
      name: 'by',
      input: 'choice',
      label: 'Of each',
      options: [
        { value: 'device', label: 'Device' },
        { value: 'assay', label: 'Assay' },
      ],
    },
    { name: 'percent', input: 'number', unit: '%', label: 'Failed, more than' },
    { name: 'window_minutes', input: 'minutes', label: WINDOW },
    {
      name: 'at_least',
      input: 'number',
      unit: 'attempts',
      label: 'Of at least',
      hint: 'Of fewer nothing is said.',
    },
  ],
  rejection_rate: [
    {
      name: 'by',
      input: 'choice',
      label: 'Of',
      options: [
        { value: 'lab', label: 'The lab as a whole' },
        { value: 'location', label: 'Each location' },
      ],
    },
    { name: 'percent', input: 'number', unit: '%', label: 'Rejected, more than' },
    { name: 'window_minutes', input: 'minutes', label: WINDOW },
    {
      name: 'at_least',
      input: 'number',
      unit: 'specimens',
      label: 'Of at least',
      hint: 'Of fewer nothing is said.',
    },
  ],
  throughput: [
    {
      name: 'below_percent',
      input: 'number',
      unit: '% of the usual',
      label: 'Released, less than',
    },
    { name: 'window_minutes', input: 'minutes', label: WINDOW },
    {
      name: 'weeks',
      input: 'number',
      unit: 'weeks',
      label: 'Usual by',
      hint: 'The median of the same time in so many weeks before.',
    },
    {
      name: 'at_least',
      input: 'number',
      unit: 'tests',
      label: 'Where at least',
      hint: 'Where fewer are usual nothing is said.',
    },
  ],
  device: [
    {
      name: 'states',
      input: 'several',
      label: 'A device that is',
      options: [
        { value: 'down', label: 'Down' },
        { value: 'silent', label: 'Silent, not heard of for three heartbeats' },
      ],
    },
  ],
  import_failed: [
    {
      name: 'rejected_percent',
      input: 'number',
      unit: '% of its rows',
      label: 'Or rejected, more than',
      none: 'Empty: only where it failed as a whole.',
    },
  ],
  quarantined_messages: [
    {
      name: 'at_least',
      input: 'number',
      unit: 'messages',
      label: 'Of a device, at least',
    },
  ],
  data_quality: [
    {
      name: 'at_least',
      input: 'choice',
      label: 'By a rule set, the lab’s data',
      options: [
        { value: 'fail', label: 'Failed' },
        { value: 'warn', label: 'Failed, warned, or could not be judged' },
      ],
    },
  ],
};

/** The name that a parameter has in the form, as the interface names it. */
export const paramName = (name: string) => `params.${name}`;
