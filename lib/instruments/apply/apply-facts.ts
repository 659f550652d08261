import { correctTube } from '@/lib/specimens/changes/correction-plan';
import { dueOf } from '@/lib/specimens/due-rules';
import type { InstrumentEvent } from '../event';
import { refuseVoided } from './name-test';
import { type Draft, refuseAhead } from './scene';
import { receiveTube } from './take-step';
import { isToldTime, type TubeTime } from './told-times';
import type { TubeDraft } from './tube-draft';

type Facts = Extract<InstrumentEvent, { kind: 'specimen.facts' }>;

/** A machine fills what is empty, and corrects what a machine gave, by what it did not say before. */
function mayGive(draft: Draft, tube: TubeDraft, name: TubeTime, time: Date): boolean {
  const { collectedAt, receivedAt, sources } = tube.work.tube;
  const had = name === 'collected' ? collectedAt : receivedAt;
  if (had === null) return true;
  if (draft.hand.source !== 'instrument' || sources[name] !== 'instrument') return false;
  return !isToldTime(draft, tube, name, time);
}

/** Gives the tube a time, and the tests whose own came of it. */
function giveTime(draft: Draft, tube: TubeDraft, name: TubeTime, time: Date): void {
  const { scene, hand } = draft;
  const { work } = tube;
  const { collectedAt, receivedAt, rejectedAt } = work.tube;
  const times = { collected: collectedAt, received: receivedAt, rejected: rejectedAt };
  const correction = correctTube(name, time, times, work.tests, scene.rules);
  if (Object.keys(correction.tube).length === 0) return;
  const stamps = { [name]: time.toISOString() };
  const row = { action: 'correct', occurredAt: scene.now, stamps, deviceId: scene.device.id };
  const startsBefore = new Map(
    work.tests.map(({ id, milestones }) => [id, milestones[scene.rules.headline.start]?.getTime()]),
  );
  work.change(name === 'collected' ? { collectedAt: time } : { receivedAt: time }, hand);
  work.tell(row, hand);
  for (const test of work.tests) {
    const changed = correction.tests.get(test.id);
    const milestones = { ...test.milestones, ...changed };
    const start = milestones[scene.rules.headline.start]?.getTime();
    const moved = start !== startsBefore.get(test.id);
    if (!changed && !moved) continue;
    const sources = changed ? { ...test.sources, [name]: hand.source } : test.sources;
    const after = { ...test, milestones, sources };
    work.keep({ ...after, dueAt: moved ? dueOf(scene.dueRules, after) : test.dueAt });
    if (changed) work.tell({ ...row, testId: test.id }, hand);
  }
}

function giveReceipt(draft: Draft, tube: TubeDraft, time: Date): void {
  const { receivedAt } = tube.work.tube;
  const isExpected = tube.work.newest.some(({ state }) => state === 'expected');
  if (receivedAt === null && isExpected) receiveTube(draft, tube, time, false);
  else giveTime(draft, tube, 'received', time);
}

/** A tube made from one that is known has it as its parent; of a pool a note names all. */
function giveParents(draft: Draft, tube: TubeDraft, parents: readonly string[]): void {
  const [first, ...more] = parents;
  if (first === undefined) return;
  if (more.length > 0) {
    tube.notes.push(`Pooled from ${parents.join(', ')}`.slice(0, 2_000));
    return;
  }
  const { work } = tube;
  const parent = draft.scene.parents.get(first);
  if (!parent || work.tube.parentId !== null) return;
  if (parent.id === work.tube.id || parent.parentId === work.tube.id) return;
  work.change({ parentId: parent.id }, draft.hand);
}

/**
 * What a message says of the tube itself: fills what nobody said, never takes the place of what a
 * person did. A reason to reject is proposed: a person rejects.
 */
export function applyFacts(draft: Draft, { specimen, facts, at }: Facts): void {
  const tube = draft.tube(specimen);
  refuseVoided(tube);
  refuseAhead(draft.scene, facts.collectedAt, 'The collection');
  refuseAhead(draft.scene, facts.receivedAt, 'The receipt');
  const { collectedAt, receivedAt, type, rejection, parents } = facts;
  if (collectedAt && mayGive(draft, tube, 'collected', collectedAt)) {
    giveTime(draft, tube, 'collected', collectedAt);
  }
  if (receivedAt && mayGive(draft, tube, 'received', receivedAt))
    giveReceipt(draft, tube, receivedAt);
  const { work } = tube;
  if (type && work.tube.specimenType === null) {
    work.change({ specimenType: type.slice(0, 200) }, draft.hand);
  }
  giveParents(draft, tube, parents);
  if (rejection && work.tube.stateKey !== 'rejected') {
    tube.proposals.push({ kind: 'rejection', testId: null, at, data: { code: rejection } });
  }
}
