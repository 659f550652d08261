import type { KeyRole, Role } from './roles';

/** Who does something, with the role they hold in the lab at hand. */
export type Actor =
  | { kind: 'person'; userId: string; sessionId: string; name: string; role: Role }
  | { kind: 'key'; keyId: string; deviceId: string | null; name: string; role: KeyRole }
  | { kind: 'system'; job: string };

/** Kind, id and the name as it stands, as history and audit rows keep it. */
export function actorColumns(actor: Actor): {
  actorKind: Actor['kind'];
  actorId: string | null;
  actorName: string;
} {
  switch (actor.kind) {
    case 'person':
      return { actorKind: 'person', actorId: actor.userId, actorName: actor.name };
    case 'key':
      return { actorKind: 'key', actorId: actor.keyId, actorName: actor.name };
    case 'system':
      return { actorKind: 'system', actorId: null, actorName: actor.job };
  }
}
