import { meaningOf } from '@/lib/devices/states/state-table';
import type { InstrumentEvent } from '../event';
import { applyFacts } from './apply-facts';
import { applyFailed } from './apply-failed';
import { applyResulted } from './apply-resulted';
import { applyStarted } from './apply-started';
import { type Draft, refuseAhead } from './scene';

/** An event whose effects are planned in memory, many at once. */
export type PlannedEvent = Exclude<InstrumentEvent, { kind: CalledKind }>;
/** An event whose effects are another capability's verb. */
export type CalledEvent = Extract<InstrumentEvent, { kind: CalledKind }>;

type CalledKind =
  'order.placed' | 'order.cancelled' | 'container.moved' | 'step.started' | 'step.finished';

const CALLED: ReadonlySet<string> = new Set<CalledKind>([
  'order.placed',
  'order.cancelled',
  'container.moved',
  'step.started',
  'step.finished',
]);

export function isCalled(event: InstrumentEvent): event is CalledEvent {
  return CALLED.has(event.kind);
}

/** Adds to a draft what one event does; throws Refused where it cannot be done. */
export function applyEvent(draft: Draft, event: PlannedEvent): void {
  switch (event.kind) {
    case 'specimen.facts':
      return applyFacts(draft, event);
    case 'specimen.started':
      return applyStarted(draft, event);
    case 'specimen.resulted':
      return applyResulted(draft, event);
    case 'specimen.failed':
      return applyFailed(draft, event);
    case 'device.event':
      refuseAhead(draft.scene, event.at, 'The event');
      draft.deviceEvents.push(event);
      return;
    case 'device.state':
      refuseAhead(draft.scene, event.at, 'The state');
      // Of a state that says nothing new only the sign of life counts.
      if (meaningOf(draft.scene.settings.deviceStates, event.code) === 'unchanged') {
        draft.isHeartbeat = true;
      } else draft.states.push(event);
      return;
    case 'device.heartbeat':
      draft.isHeartbeat = true;
      return;
  }
}
