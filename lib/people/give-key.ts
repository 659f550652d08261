import type { Actor } from '@/lib/platform/access/actor';
import { actorMay, type Permission, PERMISSIONS, roleMay } from '@/lib/platform/access/permissions';
import { KEY_ROLES, type KeyRole } from '@/lib/platform/access/roles';

const ALL = Object.keys(PERMISSIONS).filter((name): name is Permission => name in PERMISSIONS);

/** Whether a key of `role` would be allowed nothing that its maker is not. */
export function mayGiveKey(maker: Actor, role: KeyRole): boolean {
  return ALL.every((permission) => !roleMay(role, permission) || actorMay(maker, permission));
}

/** The roles a maker may choose from. */
export function rolesToGive(maker: Actor): KeyRole[] {
  return KEY_ROLES.filter((role) => mayGiveKey(maker, role));
}
