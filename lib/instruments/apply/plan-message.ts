import { mayAutoverify } from '@/lib/specimens/transitions/autoverify';
import { verifyUnattended } from '@/lib/specimens/transitions/follow-ups';
import type { InstrumentEvent } from '../event';
import type { StoredMessage } from '../inbox/stored-message';
import { applyEvent, isCalled } from './apply-event';
import { refuseActor } from './refuse-actor';
import { Draft, type Scene } from './scene';
import type { TubeDraft } from './tube-draft';

/** Verifies and publishes what was submitted and needs nobody's eyes. */
function autoverify(draft: Draft, tube: TubeDraft): void {
  const { scene, hand } = draft;
  const { catalogue } = scene;
  for (const [testId, at] of tube.submitted) {
    const test = tube.work.now({ id: testId });
    const assay = catalogue.assay(test.assayId);
    if (!assay?.autoverify || test.state !== 'submitted') continue;
    const { work, replaced } = tube.resultsOf(testId);
    const may = mayAutoverify({
      test,
      analyteIds: assay.analyteIds,
      results: [...work.ever, ...replaced],
      rules: catalogue.rules,
      reopened: tube.work.past.some(
        (step) => step.testId === testId && ['retract', 'amend'].includes(step.action),
      ),
    });
    if (!may) continue;
    const working = {
      rules: scene.rules,
      take: (one: typeof test, move: Parameters<typeof tube.work.take>[2]) =>
        tube.work.take(scene, one, move, hand),
    };
    verifyUnattended(working, [test], at);
  }
}

/** All that one message does, in memory. Throws Refused where any of it cannot be done. */
export function planMessage(
  scene: Scene,
  message: StoredMessage,
  events: readonly InstrumentEvent[],
): Draft {
  const draft = new Draft(scene, message);
  for (const event of events) {
    refuseActor(message, event);
    if (!isCalled(event)) applyEvent(draft, event);
  }
  for (const tube of draft.tubes.values()) autoverify(draft, tube);
  return draft;
}
