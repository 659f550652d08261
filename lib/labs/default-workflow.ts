import type { Role } from '@/lib/platform/access/roles';

export type StateRow = {
  key: string;
  label: string;
  kind: 'open' | 'done' | 'void';
  milestone: string | null;
  rank: number;
};

export type TransitionRow = {
  action: string;
  fromState: string;
  toState: string | null;
  label: string;
  leastRole: Role;
  needsReason?: boolean;
  needsSignature?: boolean;
  fourEyes?: boolean;
};

/** The states of a test, least advanced first. */
export const DEFAULT_STATES: StateRow[] = [
  { key: 'expected', label: 'Expected', kind: 'open', milestone: 'ordered', rank: 1 },
  { key: 'received', label: 'Received', kind: 'open', milestone: 'received', rank: 2 },
  { key: 'in_process', label: 'In process', kind: 'open', milestone: 'started', rank: 3 },
  { key: 'error', label: 'Error', kind: 'open', milestone: null, rank: 4 },
  { key: 'submitted', label: 'Submitted', kind: 'open', milestone: 'resulted', rank: 5 },
  { key: 'verified', label: 'Verified', kind: 'open', milestone: 'verified', rank: 6 },
  { key: 'published', label: 'Published', kind: 'done', milestone: 'released', rank: 7 },
  { key: 'rejected', label: 'Rejected', kind: 'void', milestone: 'rejected', rank: 8 },
  { key: 'cancelled', label: 'Cancelled', kind: 'void', milestone: null, rank: 9 },
  { key: 'invalidated', label: 'Invalidated', kind: 'void', milestone: null, rank: 10 },
];

function each(fromStates: string[], rest: Omit<TransitionRow, 'fromState'>): TransitionRow[] {
  return fromStates.map((fromState) => ({ ...rest, fromState }));
}

/** Which action leads from which state to which, and who may. */
export const DEFAULT_TRANSITIONS: TransitionRow[] = [
  ...each(['expected', 'cancelled'], {
    action: 'receive',
    toState: 'received',
    label: 'Receive',
    leastRole: 'technician',
  }),
  ...each(['received'], {
    action: 'start',
    toState: 'in_process',
    label: 'Start',
    leastRole: 'technician',
  }),
  ...each(['received', 'in_process'], {
    action: 'submit',
    toState: 'submitted',
    label: 'Submit',
    leastRole: 'technician',
  }),
  ...each(['received', 'in_process', 'submitted'], {
    action: 'fail',
    toState: 'error',
    label: 'Report an error',
    leastRole: 'technician',
  }),
  ...each(['error'], {
    action: 'retry',
    toState: 'in_process',
    label: 'Retry',
    leastRole: 'technician',
  }),
  ...each(['submitted', 'verified'], {
    action: 'retract',
    toState: 'in_process',
    label: 'Retract',
    leastRole: 'supervisor',
    needsReason: true,
  }),
  ...each(['submitted'], {
    action: 'verify',
    toState: 'verified',
    label: 'Verify',
    leastRole: 'supervisor',
    fourEyes: true,
  }),
  ...each(['verified'], {
    action: 'publish',
    toState: 'published',
    label: 'Publish',
    leastRole: 'supervisor',
  }),
  ...each(['published'], {
    action: 'amend',
    toState: 'in_process',
    label: 'Amend',
    leastRole: 'supervisor',
    needsReason: true,
  }),
  ...each(['verified', 'published'], {
    action: 'invalidate',
    toState: 'invalidated',
    label: 'Invalidate',
    leastRole: 'manager',
    needsReason: true,
    needsSignature: true,
  }),
  ...each(['expected', 'received', 'in_process', 'error', 'submitted'], {
    action: 'reject',
    toState: 'rejected',
    label: 'Reject',
    leastRole: 'technician',
  }),
  ...each(['expected', 'received'], {
    action: 'cancel',
    toState: 'cancelled',
    label: 'Cancel',
    leastRole: 'technician',
    needsReason: true,
  }),
  ...each(['in_process', 'error'], {
    action: 'cancel',
    toState: 'cancelled',
    label: 'Cancel',
    leastRole: 'supervisor',
    needsReason: true,
  }),
  ...each(['cancelled', 'rejected'], {
    action: 'reinstate',
    toState: null,
    label: 'Reinstate',
    leastRole: 'supervisor',
    needsReason: true,
  }),
];
