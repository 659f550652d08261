/** The roles of people, weakest first; held per lab. */
export const ROLES = ['viewer', 'technician', 'supervisor', 'manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The roles of keys: a person's, or a machine's. */
export const KEY_ROLES = [...ROLES, 'instrument', 'lis', 'orchestrator'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

export function isPersonRole(role: KeyRole): role is Role {
  return role !== 'instrument' && role !== 'lis' && role !== 'orchestrator';
}

/** Whether `role` is `least` or stronger. */
export function atLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
