import { stateText } from '@/lib/devices/states/state-names';
import {
  ToldControl,
  ToldEvent,
  type ToldResult,
  type ToldTest,
} from '@/lib/instruments/inbox/told-event';

/** A part of a sentence: plain, or the number of a specimen. */
export type Part = string | { specimen: string };

/** Results that stand together: of which assay, and what is to be said of them all. */
export type ResultGroup = { assay: string | null; note: string; results: readonly ToldResult[] };

/** What an event says, for people: a sentence, more facts, and results by test. */
export type EventView = {
  sentence: readonly Part[];
  /** Names with a value; `time` is an instant. */
  facts: readonly { label: string; value?: string; time?: string }[];
  /** What it reports of tests … */
  tests: readonly ToldTest[];
  /** … and all its results as they are drawn, a control's too. */
  groups: readonly ResultGroup[];
  at: string | null;
};

const EVENT_NAMES: Partial<Record<string, string>> = {
  quality_control: 'Quality control',
  alarm: 'Alarm',
  specimen_seen: 'Seen at the device',
  specimen_left: 'Left the device',
  specimen_archived: 'Archived',
  specimen_missing: 'Missing',
};

/** What a device said that is no test's, in words. */
export function deviceEventText(kind: string): string {
  return EVENT_NAMES[kind] ?? kind.replaceAll('_', ' ');
}

const SEVERITIES: Partial<Record<string, string>> = {
  C: 'critical',
  S: 'serious',
  W: 'warning',
  N: 'normal',
};

/** EQU-5 in a word; null where nothing was said. */
export function severityText(severity: string | null): string | null {
  return severity === null ? null : (SEVERITIES[severity] ?? severity);
}

const PRIORITIES: Partial<Record<string, string>> = {
  STAT: 'Stat',
  URGENT: 'Urgent',
  ROUTINE: 'Routine',
};

const fact = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
const moment = (label: string, time: string | null) => (time === null ? [] : [{ label, time }]);
const codes = (all: readonly { code: string }[]) => all.map(({ code }) => code).join(', ');

/** Members of what stands for a request, as they were sent. */
function dataFacts(data: unknown): { label: string; value: string }[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).map(([name, value]) => ({
    label: (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('_', ' '),
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

const data = (sentence: string, event: { data: unknown; at: string }): EventView => ({
  sentence: [sentence],
  facts: dataFacts(event.data),
  tests: [],
  groups: [],
  at: event.at,
});

function viewOf(event: ToldEvent): EventView {
  const plain = { facts: [], tests: [], groups: [], at: event.at };
  switch (event.kind) {
    case 'specimen.facts': {
      const { type, collected_at, received_at, rejection, parents } = event.facts;
      return {
        ...plain,
        sentence: ['Facts of specimen ', { specimen: event.specimen.number }],
        facts: [
          ...fact('Type', type),
          ...moment('Collected', collected_at),
          ...moment('Received', received_at),
          ...fact('Reason to reject', rejection),
          ...fact('Made from', parents.length === 0 ? null : parents.join(', ')),
        ],
      };
    }
    case 'specimen.started':
      return {
        ...plain,
        sentence: [
          `Started ${event.assay?.code ?? 'the test'} of specimen `,
          { specimen: event.specimen.number },
        ],
      };
    case 'specimen.resulted':
      return {
        ...plain,
        sentence: ['Results of specimen ', { specimen: event.specimen.number }],
        tests: event.tests,
        groups: event.tests.map(({ assay, complete, results }) => ({
          assay: assay?.code ?? 'The only test that fits',
          note: complete ? 'complete: the test is submitted' : 'not complete yet',
          results,
        })),
      };
    case 'specimen.failed':
      return {
        ...plain,
        sentence: [
          `Failed ${event.assay?.code ?? 'the test'} of specimen `,
          { specimen: event.specimen.number },
        ],
        facts: [{ label: 'Error code', value: event.error_code }, ...fact('Says', event.message)],
      };
    case 'order.placed':
      return {
        ...plain,
        sentence: [
          `Orders ${codes(event.assays) || 'no test'} for specimen `,
          { specimen: event.specimen.number },
        ],
        facts: [
          ...fact('Priority', event.priority && (PRIORITIES[event.priority] ?? event.priority)),
          ...fact('Location', event.location),
          ...moment('Ordered', event.ordered_at),
        ],
      };
    case 'order.cancelled':
      return {
        ...plain,
        sentence: [
          `Cancels ${codes(event.assays) || 'all tests'} of specimen `,
          { specimen: event.specimen.number },
        ],
        facts: fact('Reason', event.reason),
      };
    case 'device.state':
      return {
        ...plain,
        sentence: [`Device state: ${stateText(event.code)}`],
        facts: fact('Reason', event.reason),
      };
    case 'device.heartbeat':
      return { ...plain, sentence: ['Heartbeat: it is there'] };
    case 'device.event': {
      const name = deviceEventText(event.event);
      const control = event.event === 'quality_control' && ToldControl.safeParse(event.data);
      return {
        ...plain,
        sentence: event.specimen === null ? [name] : [`${name}: `, { specimen: event.specimen }],
        facts: [
          ...fact('Says', event.text || null),
          ...fact('Severity', severityText(event.severity)),
        ],
        groups:
          control && control.success
            ? [{ ...control.data, note: 'in no figure of specimens' }]
            : [],
      };
    }
    case 'container.moved':
      return data('Moved a container', event);
    case 'step.started':
      return data('Started a step', event);
    case 'step.finished':
      return data('Finished a step', event);
  }
}

/** An event as `Reading.events` tells it, in words; one of a kind nobody put in words names it. */
export function eventView(event: Record<string, unknown>): EventView {
  const known = ToldEvent.safeParse(event);
  if (known.success) return viewOf(known.data);
  const { kind, ...rest } = event;
  return {
    sentence: [typeof kind === 'string' ? kind : 'Something'],
    facts: dataFacts(rest),
    tests: [],
    groups: [],
    at: null,
  };
}

/** Whether the number of a device's event may be a control's, which has no page. */
export function isOfSpecimen(event: Record<string, unknown>): boolean {
  return !(event.kind === 'device.event' && event.event === 'quality_control');
}
