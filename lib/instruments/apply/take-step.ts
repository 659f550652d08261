import type { WorkTest } from '@/lib/specimens/transitions/move-test';
import { Refused } from './refused';
import type { Draft } from './scene';
import type { TubeDraft } from './tube-draft';

/** What is said with a step. */
export type Said = {
  at: Date;
  implied?: boolean;
  errorCodeId?: string | null;
  comment?: string | null;
};

/** What a person does first where a machine's word comes too late or for nothing. */
const REMEDIES: Readonly<Record<string, string>> = {
  verified: 'a supervisor must retract it first',
  published: 'a supervisor must amend it first',
  rejected: 'a supervisor must reinstate it first',
  cancelled: 'receive the specimen again, or have a supervisor reinstate it, first',
};

/** Where a test is no more to be worked on: why, and what to do before the message is replayed. */
export function refuseVoid(draft: Draft, tube: TubeDraft, test: WorkTest): void {
  if (draft.scene.rules.kindOf.get(test.state) !== 'void') return;
  throw notAsItStands(draft, tube, test);
}

export function notAsItStands(draft: Draft, tube: TubeDraft, test: WorkTest): Refused {
  const { states } = draft.scene.rules;
  const label = states.find(({ key }) => key === test.state)?.label ?? test.state;
  const remedy = REMEDIES[test.state] ?? 'look at it';
  const { number } = tube.work.tube;
  return new Refused(
    'refused',
    `${number} ${test.assay} is ${label.toLowerCase()}: ${remedy}, then replay.`,
  );
}

/** One step of one test, by the lab's workflow and on the device that reports. */
export function takeStep(
  draft: Draft,
  tube: TubeDraft,
  test: WorkTest,
  action: string,
  said: Said,
): WorkTest {
  const { scene, hand } = draft;
  const rule = scene.rules.transitions.find(
    (row) => row.action === action && row.from === test.state,
  );
  if (!rule || rule.to === null) throw notAsItStands(draft, tube, test);
  const { at, implied = false, errorCodeId = null, comment = null } = said;
  return tube.work.take(
    scene,
    test,
    {
      action,
      to: rule.to,
      occurredAt: at,
      source: hand.source,
      implied,
      // A tube is received in the lab, not on a device.
      deviceId: action === 'receive' ? null : scene.device.id,
      errorCodeId,
      comment,
    },
    hand,
  );
}

/** Receives the tube: every test of it that is only expected. */
export function receiveTube(draft: Draft, tube: TubeDraft, at: Date, implied: boolean): void {
  for (const test of tube.work.newest) {
    if (test.state === 'expected') takeStep(draft, tube, test, 'receive', { at, implied });
  }
  if (tube.work.tube.receivedAt === null) tube.work.change({ receivedAt: at }, draft.hand);
}

/** Takes the steps that a machine's word implies, until the test is being worked on. */
export function bringToBench(draft: Draft, tube: TubeDraft, test: WorkTest, at: Date): WorkTest {
  if (test.state === 'expected') {
    receiveTube(draft, tube, at, true);
    return bringToBench(draft, tube, tube.work.now(test), at);
  }
  const said = { at, implied: true };
  if (test.state === 'received') return takeStep(draft, tube, test, 'start', said);
  if (test.state === 'error') return takeStep(draft, tube, test, 'retry', said);
  return test;
}

/** Whether the device said this of the test before, or of any test of the tube where none is named. */
export function isTold(
  draft: Draft,
  tube: TubeDraft,
  test: WorkTest | null,
  actions: readonly string[],
  at: Date,
): boolean {
  const { id } = draft.scene.device;
  return tube.work.past.some(
    (step) =>
      (test === null || step.testId === test.id) &&
      !step.implied &&
      step.deviceId === id &&
      step.occurredAt.getTime() === at.getTime() &&
      actions.includes(step.action),
  );
}
