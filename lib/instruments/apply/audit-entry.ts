import type { AuditEntryOf } from '@/lib/audit/record-audit-events';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { WorkTest } from '@/lib/specimens/transitions/move-test';
import type { Draft } from './scene';
import type { TubeDraft } from './tube-draft';

const statesOf = (tests: readonly WorkTest[]) =>
  tests.map(({ assay, run, state }) => ({ assay, run, state }));

/** What the message did in the first place: the step it told of, else its results, else its facts. */
function actionOf(tube: TubeDraft): string {
  const step = tube.told.find(
    ({ implied, action, actor }) => !implied && action !== 'correct' && actor === undefined,
  );
  if (step) return `specimen.${step.action}`;
  return tube.entered.length > 0 ? 'result.enter' : 'specimen.correct';
}

/** One audit event of what a message did to a specimen. */
export function auditEntryOf(draft: Draft, tube: TubeDraft): AuditEntryOf {
  const { hand, message, scene } = draft;
  const { id, number, version } = tube.work.tube;
  const moved = new Set(tube.told.flatMap(({ testId }) => testId ?? []));
  const stamped: Prisma.InputJsonObject = Object.assign(
    {},
    ...tube.told.map(({ testId, stamps }) => (testId == null ? stamps : {})),
  );
  const times = Object.keys(stamped).length === 0 ? {} : { times: stamped };
  const [first] = tube.told.filter(({ implied }) => !implied);
  return {
    actor: hand.actor,
    requestId: hand.requestId,
    at: hand.now,
    action: actionOf(tube),
    entity: 'specimen',
    entityId: id,
    before: {
      specimen_id: number,
      version: version - 1,
      tests: statesOf(tube.before.filter((test) => moved.has(test.id))),
      ...(tube.replacedTold.length > 0 ? { results: [...tube.replacedTold] } : {}),
    },
    after: {
      specimen_id: number,
      version,
      message: message.id,
      device: scene.device.name,
      ...(first ? { occurred_at: first.occurredAt.toISOString() } : {}),
      tests: statesOf(tube.work.tests.filter((test) => moved.has(test.id))),
      ...(tube.entered.length > 0 ? { results: [...tube.entered] } : {}),
      ...times,
    },
  };
}
