import type { ExperimentCourse, ToldInCourse } from '@/lib/processes/forecast/course-contract';
import { secondsText } from '@/components/devices/seconds-text';
import { labTimeText } from '@/components/ui/lab-time';
import type { GanttItem } from './gantt-layout';

/** A bar with what it says to whoever points at it. */
export type GanttStep = GanttItem & {
  /** What is done, in the orchestrator's words. */
  name: string;
  fct: string;
  move: boolean;
  simulated: boolean;
  status: string;
  container: { id: string; label: string } | null;
  /** Of a move: “Reader 2 → Washer 1”, places counted as the deck shows them. */
  way: string | null;
  estimate: { seconds: number; samples: number; method: string } | null;
};

const ms = (time: string) => new Date(time).getTime();

function toldBar(step: ToldInCourse): GanttStep {
  const { estimate, finish, container } = step;
  const startMs = ms(step.start);
  const running = finish === null;
  return {
    id: step.id,
    device: step.device,
    startMs,
    endMs: running ? null : ms(finish),
    estimatedEndMs: estimate.seconds === null ? null : startMs + estimate.seconds * 1_000,
    kind: running ? 'running' : step.failed ? 'failed' : 'done',
    name: step.name,
    fct: step.fct,
    move: step.kind === 'MOVE',
    simulated: step.simulated,
    status: step.status,
    container: container && { id: container.id, label: container.barcode ?? container.name },
    way: wayOf(step),
    estimate:
      estimate.seconds === null
        ? null
        : { seconds: estimate.seconds, samples: estimate.samples, method: estimate.method },
  };
}

function wayOf(step: ToldInCourse): string | null {
  const { origin_device: from, origin_pos: at, target_device: to, target_pos: onto } = step;
  if (from === null || to === null) return null;
  const place = (device: string, slot: number | null) =>
    slot === null ? device : `${device} ${slot}`;
  return `${place(from, at)} → ${place(to, onto)}`;
}

/** All bars of an experiment: what was told, and what is to come. */
export function ganttSteps({ steps, coming }: ExperimentCourse): GanttStep[] {
  return [
    ...steps.map(toldBar),
    ...coming.map((step, index): GanttStep => ({
      id: `coming ${index}`,
      device: step.device,
      startMs: step.startMs,
      endMs: step.endMs,
      estimatedEndMs: null,
      kind: 'coming',
      name: step.name,
      fct: step.fct,
      move: false,
      simulated: false,
      status: 'to come',
      container: null,
      way: null,
      estimate: null,
    })),
  ];
}

const METHODS: Record<string, string> = {
  move: 'moves between these devices or their types',
  protocol: 'the same or the nearest parameters on this device',
  general: 'the same function on any device',
};

/** “3 min 20 s, 95 % quantile of 41 (…)”: what the estimate of a step is, and from what. */
export function estimateWords({ estimate, move }: GanttStep): string | null {
  if (estimate === null) return null;
  const { seconds, samples, method } = estimate;
  const of = METHODS[method] ?? method;
  const quantile = !move && samples >= 10 ? '95 % quantile' : 'longest';
  return `${secondsText(seconds)}, ${quantile} of ${samples.toLocaleString('en')} (${of})`;
}

/** When a step was or is going to be, and how long. */
export function timesWords(step: GanttStep, nowMs: number, timeZone: string): string {
  const clock = (at: number) => clockText(at, timeZone);
  const took = secondsText(Math.max(0, (step.endMs ?? nowMs) - step.startMs) / 1_000);
  if (step.kind === 'running') return `since ${clock(step.startMs)}, running for ${took}`;
  if (step.kind === 'coming') {
    return `about ${clock(step.startMs)} to ${clock(step.endMs ?? step.startMs)}, ${took}`;
  }
  return `${clock(step.startMs)} to ${clock(step.endMs ?? step.startMs)}, ${took}`;
}

/** The lab's clock to the second. */
export function clockText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}

/** What a bar says to those who cannot see it. */
export function barLabel(step: GanttStep, nowMs: number, timeZone: string): string {
  const state = step.kind === 'failed' ? `failed, ${step.status}` : step.status;
  const simulated = step.simulated ? ', simulated' : '';
  return `${step.name}, ${step.device}, ${state}${simulated}, ${timesWords(step, nowMs, timeZone)}`;
}

/** A tick of the time axis: the clock, and the day where the chart begins or the day changes. */
export function tickText(at: number, before: number | undefined, timeZone: string) {
  const time = new Date(at).toISOString();
  const day = labTimeText(time, timeZone, 'day').slice(0, 6);
  const earlier =
    before === undefined
      ? null
      : labTimeText(new Date(before).toISOString(), timeZone, 'day').slice(0, 6);
  return { clock: labTimeText(time, timeZone, 'clock'), day: day === earlier ? null : day };
}
