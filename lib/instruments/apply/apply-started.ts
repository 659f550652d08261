import { dueOf } from '@/lib/specimens/due-rules';
import type { WorkTest } from '@/lib/specimens/transitions/move-test';
import type { InstrumentEvent } from '../event';
import { type Choice, fittingTests, namedTest, refuseVoided } from './name-test';
import { type Draft, refuseAhead } from './scene';
import { isTold, receiveTube, refuseVoid, takeStep } from './take-step';
import type { TubeDraft } from './tube-draft';

type Started = Extract<InstrumentEvent, { kind: 'specimen.started' }>;

const WAITING = new Set(['expected', 'received', 'error']);

/** Those that wait; else those under way, the device's own first; else what it is done with. */
const CHOICES: readonly Choice[] = [
  ({ state }) => WAITING.has(state),
  ({ state }, isOwn) => state === 'in_process' && isOwn,
  ({ state }) => state === 'in_process',
  (_, isOwn) => isOwn,
];

/** Whether the start of a test is only what another word of a machine implied. */
function isOnlyImplied(tube: TubeDraft, test: WorkTest, started: Date): boolean {
  return tube.work.past.some(
    (step) =>
      step.testId === test.id &&
      step.action === 'start' &&
      step.implied &&
      step.occurredAt.getTime() === started.getTime(),
  );
}

/**
 * When work on a test began, told after it: fills what is empty, and corrects what a machine's word
 * only implied. A person's time stays, and so does whatever was released.
 */
function tellStart(draft: Draft, tube: TubeDraft, test: WorkTest, at: Date): void {
  const { scene, hand } = draft;
  const { started, released } = test.milestones;
  if (released !== null || (started !== null && !isOnlyImplied(tube, test, started))) return;
  if (started?.getTime() === at.getTime()) return;
  const after = {
    ...test,
    milestones: { ...test.milestones, started: at },
    sources: { ...test.sources, started: hand.source },
  };
  const begins = scene.rules.headline.start === 'started';
  tube.work.keep({ ...after, dueAt: begins ? dueOf(scene.dueRules, after) : test.dueAt });
  tube.work.tell(
    {
      action: 'correct',
      testId: test.id,
      occurredAt: scene.now,
      stamps: { started: at.toISOString() },
      deviceId: scene.device.id,
    },
    hand,
  );
}

function startTest(draft: Draft, tube: TubeDraft, given: WorkTest, at: Date): void {
  if (given.state === 'expected') receiveTube(draft, tube, at, true);
  const test = tube.work.now(given);
  if (isTold(draft, tube, test, ['start', 'retry'], at)) return;
  refuseVoid(draft, tube, test);
  const { device } = draft.scene;
  if (test.state === 'received') takeStep(draft, tube, test, 'start', { at });
  else if (test.state === 'error') takeStep(draft, tube, test, 'retry', { at });
  else if (test.state === 'in_process' && test.deviceId !== device.id) {
    // It went on to another device, which reports it now.
    const { hand } = draft;
    const move = { action: 'start', to: test.state, occurredAt: at, source: hand.source };
    tube.work.take(draft.scene, test, { ...move, deviceId: device.id }, hand);
  } else tellStart(draft, tube, test, at);
}

/** A device has begun with a specimen. */
export function applyStarted(draft: Draft, event: Started): void {
  const { specimen, assay, at } = event;
  const tube = draft.tube(specimen);
  refuseVoided(tube);
  refuseAhead(draft.scene, at, 'The start');
  if (!assay && isTold(draft, tube, null, ['start', 'retry'], at)) return;
  const tests = assay ? [namedTest(draft, tube, assay)] : fittingTests(draft, tube, CHOICES);
  for (const test of tests) startTest(draft, tube, test, at);
}
