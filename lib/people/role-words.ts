import type { KeyRole, Role } from '@/lib/platform/access/roles';

/** Roles as they are shown. */
export const ROLE_LABELS: Record<KeyRole, string> = {
  viewer: 'Viewer',
  technician: 'Technician',
  supervisor: 'Supervisor',
  manager: 'Manager',
  admin: 'Admin',
  instrument: 'Instrument',
  lis: 'LIS',
  orchestrator: 'Orchestrator',
};

/** What somebody of a role does, in a few words; each role may also do what the ones before may. */
export const ROLE_DUTIES: Record<Role, string> = {
  viewer: 'reads, changes nothing',
  technician: 'receives, starts, submits, rejects',
  supervisor: 'verifies, publishes, imports',
  manager: 'turnaround, targets, exports, audit',
  admin: 'people, keys, assays, devices',
};
