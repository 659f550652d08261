import type { AuditEntryOf } from '@/lib/audit/record-audit-events';
import type { ReportedState } from '@/lib/devices/states/record-reported-states';
import type { Hand } from '@/lib/specimens/batch/tube-work';
import { auditEntryOf } from './audit-entry';
import type { DeviceSaid, Draft, Scene } from './scene';
import type { NewProposal } from './tube-draft';

export type EventRow = { said: DeviceSaid; messageId: string; requestId: string };
export type ProposalRow = NewProposal & { specimenId: string; messageId: string };
export type NoteRow = { specimenId: string; text: string; hand: Hand };

/** What the messages of a batch come to, to be written together. */
export class BatchEffects {
  readonly changed = new Set<string>();
  readonly audits: AuditEntryOf[] = [];
  readonly events: EventRow[] = [];
  readonly states: ReportedState[] = [];
  readonly proposals: ProposalRow[] = [];
  readonly notes: NoteRow[] = [];

  constructor(readonly scene: Scene) {}

  /** Takes what one message does; answers whether it is anything. */
  add(draft: Draft): boolean {
    const { message, hand } = draft;
    let isAnything = draft.isHeartbeat;
    for (const [number, tube] of draft.tubes) {
      const specimenId = tube.work.tube.id;
      const { id: messageId } = message;
      this.proposals.push(...tube.proposals.map((one) => ({ ...one, specimenId, messageId })));
      this.notes.push(...tube.notes.map((text) => ({ specimenId, text, hand })));
      if (tube.proposals.length > 0 || tube.notes.length > 0) isAnything = true;
      if (!tube.changed) continue;
      isAnything = true;
      tube.work.bump();
      this.audits.push(auditEntryOf(draft, tube));
      this.changed.add(number);
      this.scene.tubes.set(number, tube.held);
    }
    const { requestId } = message;
    for (const said of draft.deviceEvents) {
      this.events.push({ said, messageId: message.id, requestId });
    }
    for (const { code, at, reason } of draft.states) {
      const { actor, source } = hand;
      this.states.push({ code, at, reason, actor, source, requestId });
    }
    return isAnything || draft.deviceEvents.length > 0 || draft.states.length > 0;
  }
}
