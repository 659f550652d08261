import type { Actor } from './actor';
import { atLeast, isPersonRole, type KeyRole, type Role } from './roles';

type MachineRole = Exclude<KeyRole, Role>;

/**
 * Who may do what: the least role of a person (or a person-like key), and the machine keys that
 * may besides. What is not in this table is refused.
 */
export const PERMISSIONS = {
  read: { least: 'viewer', keys: [] },
  'platform.read': { least: 'viewer', keys: ['orchestrator'] },
  'device.read': { least: 'viewer', keys: ['orchestrator', 'instrument'] },
  export: { least: 'viewer', keys: [] },
  'csv.check': { least: 'viewer', keys: [] },
  'specimens.write': { least: 'technician', keys: ['lis'] },
  'tests.move': { least: 'technician', keys: ['instrument'] },
  'results.write': { least: 'technician', keys: ['instrument', 'lis'] },
  'criticals.call': { least: 'technician', keys: [] },
  'criticals.close': { least: 'supervisor', keys: [] },
  'places.correct': { least: 'technician', keys: [] },
  'device_states.write': { least: 'technician', keys: ['instrument', 'orchestrator'] },
  'downtimes.write': { least: 'technician', keys: [] },
  'notes.write': { least: 'technician', keys: [] },
  import: { least: 'supervisor', keys: [] },
  'quality.run': { least: 'supervisor', keys: [] },
  'alerts.acknowledge': { least: 'supervisor', keys: [] },
  'alerts.run': { least: 'supervisor', keys: [] },
  silence: { least: 'supervisor', keys: [] },
  replay: { least: 'supervisor', keys: [] },
  'proposals.write': { least: 'supervisor', keys: [] },
  'messages.read_raw': { least: 'supervisor', keys: [] },
  'targets.write': { least: 'manager', keys: [] },
  'calendar.write': { least: 'manager', keys: [] },
  'rules.write': { least: 'manager', keys: [] },
  'what_if.run': { least: 'manager', keys: [] },
  'milestones.correct': { least: 'manager', keys: [] },
  'specimens.void': { least: 'manager', keys: [] },
  'audit.read': { least: 'manager', keys: [] },
  'import.create_missing': { least: 'manager', keys: [] },
  'import.overwrite': { least: 'manager', keys: [] },
  'platform.write': { least: 'admin', keys: ['orchestrator'] },
  'people.write': { least: 'admin', keys: [] },
  'keys.write': { least: 'admin', keys: [] },
  'assays.write': { least: 'admin', keys: [] },
  'reasons.write': { least: 'admin', keys: [] },
  'lab.write': { least: 'admin', keys: [] },
  'workflow.write': { least: 'admin', keys: [] },
  'channels.write': { least: 'admin', keys: [] },
  'secrets.write': { least: 'admin', keys: [] },
  'mapping.write': { least: 'admin', keys: [] },
} as const satisfies Record<string, { least: Role; keys: readonly MachineRole[] }>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role may; the system itself may everything. */
export function roleMay(role: KeyRole, permission: Permission): boolean {
  const rule: { least: Role; keys: readonly MachineRole[] } = PERMISSIONS[permission];
  return isPersonRole(role) ? atLeast(role, rule.least) : rule.keys.includes(role);
}

export function actorMay(actor: Actor, permission: Permission): boolean {
  return actor.kind === 'system' || roleMay(actor.role, permission);
}
