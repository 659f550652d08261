import type { CourseEvent } from './test-course';

/** Where a test stands after its events, as a middleware that exports it would say. */
export type Standing = {
  status:
    | 'EXPECTED'
    | 'RECEIVED'
    | 'IN_PROCESS'
    | 'ERROR'
    | 'SUBMITTED'
    | 'VERIFIED'
    | 'COMPLETED'
    | 'REJECTED'
    | 'CANCELLED';
  device: string | null;
  operator: string | null;
  errorCode: string | null;
  rejectionReason: string | null;
  /** ms since 1970, null where it has not happened. */
  orderedAt: number | null;
  receivedAt: number | null;
  startedAt: number | null;
  resultedAt: number | null;
  verifiedAt: number | null;
  releasedAt: number | null;
  rejectedAt: number | null;
  /** Of a test in error. */
  failedAt: number | null;
};

/**
 * Folds the events of one test. A failed test that the laboratory gave up stays an ERROR: what
 * people decided about it afterwards is unknown to the device that exports it.
 */
export function standing(events: readonly CourseEvent[]): Standing {
  const now: Standing = {
    status: 'EXPECTED',
    device: null,
    operator: null,
    errorCode: null,
    rejectionReason: null,
    orderedAt: null,
    receivedAt: null,
    startedAt: null,
    resultedAt: null,
    verifiedAt: null,
    releasedAt: null,
    rejectedAt: null,
    failedAt: null,
  };
  for (const event of events) apply(now, event);
  return now;
}

function apply(now: Standing, event: CourseEvent): void {
  now.device = event.device ?? now.device;
  now.operator = event.operator ?? now.operator;
  switch (event.action) {
    case 'create':
      now.orderedAt = event.at;
      return;
    case 'receive':
      [now.status, now.receivedAt] = ['RECEIVED', event.at];
      return;
    case 'start':
    case 'retry':
      [now.status, now.errorCode, now.failedAt] = ['IN_PROCESS', null, null];
      now.startedAt ??= event.at;
      return;
    case 'fail':
      [now.status, now.failedAt] = ['ERROR', event.at];
      now.errorCode = event.errorCode ?? null;
      return;
    case 'submit':
      [now.status, now.resultedAt] = ['SUBMITTED', event.at];
      return;
    case 'verify':
      [now.status, now.verifiedAt] = ['VERIFIED', event.at];
      return;
    case 'publish':
      [now.status, now.releasedAt] = ['COMPLETED', event.at];
      return;
    case 'reject':
      [now.status, now.rejectedAt] = ['REJECTED', event.at];
      now.rejectionReason = event.rejectionReason ?? null;
      return;
    case 'cancel':
      if (now.status !== 'ERROR') now.status = 'CANCELLED';
  }
}
