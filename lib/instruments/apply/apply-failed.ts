import type { InstrumentEvent } from '../event';
import { type Choice, fittingTests, namedTest, refuseVoided } from './name-test';
import { Refused } from './refused';
import { type Draft, refuseAhead } from './scene';
import { bringToBench, isTold, notAsItStands, takeStep } from './take-step';

type Failed = Extract<InstrumentEvent, { kind: 'specimen.failed' }>;

const WAITING = new Set(['expected', 'received', 'error']);

/** Those on the device; else those that wait; else those under way elsewhere; else what is submitted. */
const CHOICES: readonly Choice[] = [
  ({ state }, isOwn) => state === 'in_process' && isOwn,
  ({ state }) => WAITING.has(state),
  ({ state }) => state === 'in_process',
  ({ state }, isOwn) => state === 'submitted' && isOwn,
  ({ state }) => state === 'submitted',
];

/** A device could not do a test: it has been on the device, and left it with an error. */
export function applyFailed(draft: Draft, event: Failed): void {
  const { specimen, assay, errorCode, message, at } = event;
  const { catalogue, device } = draft.scene;
  const tube = draft.tube(specimen);
  refuseVoided(tube);
  refuseAhead(draft.scene, at, 'The error');
  const errorCodeId = catalogue.errorCode(errorCode);
  if (errorCodeId === undefined) {
    throw new Refused(
      'refused',
      `This lab has no error code “${errorCode}”, which ${device.name} reports of ${specimen.number}: add it to the lab’s error codes, then replay.`,
    );
  }
  if (!assay && isTold(draft, tube, null, ['fail'], at)) return;
  const tests = assay ? [namedTest(draft, tube, assay)] : fittingTests(draft, tube, CHOICES);
  const [first] = tube.work.newest;
  if (tests.length === 0 && first) throw notAsItStands(draft, tube, first);
  for (const given of tests) {
    if (isTold(draft, tube, given, ['fail'], at)) continue;
    const test = bringToBench(draft, tube, tube.work.now(given), at);
    takeStep(draft, tube, test, 'fail', { at, errorCodeId, comment: message });
  }
}
