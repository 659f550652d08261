import type { Prisma } from '@/lib/platform/db/generated/client';
import type { Critical } from './contract';
import { isCriticalBasis } from './judge-result';

/** What is read of a critical wherever one is shown: its result, its test, its attempts. */
export const CRITICAL_SELECT = {
  id: true,
  availableAt: true,
  closedAt: true,
  closedAs: true,
  closeReason: true,
  escalatedTo: true,
  closedBy: true,
  analyte: { select: { code: true, name: true } },
  test: {
    select: {
      run: true,
      priority: true,
      assay: { select: { code: true, name: true, department: { select: { name: true } } } },
      specimen: { select: { number: true, location: { select: { name: true } } } },
    },
  },
  // All of them have one value and unit; the newest knows its present status.
  results: {
    orderBy: [{ availableAt: 'desc' }, { id: 'desc' }],
    take: 1,
    select: {
      value: true,
      unit: true,
      referenceRange: true,
      flags: true,
      status: true,
      criticalBasis: true,
    },
  },
  notifications: { orderBy: [{ at: 'asc' }, { recordedAt: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.CriticalSelect;

type Row = Prisma.CriticalGetPayload<{ select: typeof CRITICAL_SELECT }>;

/** A critical's clock runs to its confirmation, else to its closing, else to now. */
function endOf(row: Row, now: Date): Date {
  const confirmed = row.notifications.find(({ outcome }) => outcome === 'CONFIRMED');
  return confirmed?.at ?? row.closedAt ?? now;
}

/** A critical as people and machines see it; `limitMinutes` is within how long it should be handled. */
export function criticalDto(row: Row, now: Date, limitMinutes: number): Critical {
  const { test, analyte } = row;
  const result = row.results[0];
  const waiting = (endOf(row, now).getTime() - row.availableAt.getTime()) / 60_000;
  const stated = result?.criticalBasis ?? null;
  return {
    id: row.id,
    specimen_id: test.specimen.number,
    assay: test.assay.code,
    assay_name: test.assay.name,
    run: test.run,
    department: test.assay.department?.name ?? null,
    location: test.specimen.location?.name ?? null,
    priority: test.priority,
    analyte: analyte.code,
    analyte_name: analyte.name,
    value: result?.value ?? '',
    unit: result?.unit ?? null,
    reference_range: result?.referenceRange ?? null,
    flags: result?.flags ?? [],
    result_status: result?.status ?? 'final',
    basis: isCriticalBasis(stated) && stated !== 'other_unit' ? stated : null,
    available_at: row.availableAt.toISOString(),
    waiting_minutes: Math.max(0, waiting),
    overdue: waiting > limitMinutes,
    attempts: row.notifications.map((one) => ({
      id: one.id,
      outcome: one.outcome,
      notified_to: one.notifiedTo,
      role: one.role,
      method: one.method,
      read_back: one.readBack,
      at: one.at.toISOString(),
      recorded_at: one.recordedAt.toISOString(),
      value: one.value,
      unit: one.unit,
      comment: one.comment,
      by: one.actorName,
    })),
    closed_at: row.closedAt?.toISOString() ?? null,
    closed_as: row.closedAs,
    close_reason: row.closeReason,
    escalated_to: row.escalatedTo,
    closed_by: row.closedBy,
  };
}
