import { defaultRules } from '@/lib/alerts/rules/default-rules';
import type { PrismaClient } from '@/lib/platform/db/generated/client';
import { newId } from '@/lib/platform/ids';
import { DEFAULT_ERROR_CODES } from './default-error-codes';
import { DEFAULT_REJECTION_REASONS } from './default-rejection-reasons';
import { DEFAULT_STATES, DEFAULT_TRANSITIONS } from './default-workflow';
import { LabSettings } from './settings';
import type { LabRef } from '@/lib/platform/context';

/** From the beginning of time: only a lab's first default target may reach back. */
export const ALWAYS = new Date('1900-01-01T00:00:00Z');

const ALL_DAYS = ['1', '2', '3', '4', '5', '6', '7'];

export type NewLab = {
  slug: string;
  name: string;
  /** IANA name. */
  timeZone: string;
  firstWeekday?: number;
  /** The default target of receive_to_release; 240 unless given. */
  targetMinutes?: number;
  /** The alert rules it begins with; the default ones unless given. */
  alertRules?: 'default' | 'none';
};

/** Whether the runtime knows the zone: `Europe/Berlin` yes, `Mars/Olympus` no. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes a lab that can work at once: the default workflow, rejection reasons, the error code of an
 * instrument that names none, a calendar that is always open, the default target as a row, and alert
 * rules that tell nobody yet. A slug already taken fails on its unique constraint.
 */
export async function createLab(db: PrismaClient, given: NewLab): Promise<LabRef> {
  if (!isTimeZone(given.timeZone)) throw new Error(`Unknown time zone ${given.timeZone}`);
  const lab = {
    id: newId(),
    slug: given.slug,
    name: given.name,
    timeZone: given.timeZone,
    firstWeekday: given.firstWeekday ?? 1,
  };
  const labId = lab.id;
  await db.$transaction(async (tx) => {
    await tx.lab.create({ data: { ...lab, settings: LabSettings.parse({}) } });
    await tx.state.createMany({ data: DEFAULT_STATES.map((row) => ({ ...row, labId })) });
    await tx.transition.createMany({ data: DEFAULT_TRANSITIONS.map((row) => ({ ...row, labId })) });
    await tx.rejectionReason.createMany({
      data: DEFAULT_REJECTION_REASONS.map((row) => ({ ...row, id: newId(), labId })),
    });
    await tx.errorCode.createMany({
      data: DEFAULT_ERROR_CODES.map((row) => ({ ...row, id: newId(), labId })),
    });
    await tx.calendar.create({
      data: {
        id: newId(),
        labId,
        effectiveFrom: ALWAYS,
        openingHours: Object.fromEntries(ALL_DAYS.map((day) => [day, [['00:00', '24:00']]])),
        holidays: [],
      },
    });
    await tx.target.create({
      data: {
        id: newId(),
        labId,
        segment: 'receive_to_release',
        minutes: given.targetMinutes ?? 240,
        time: 'clock',
        effectiveFrom: ALWAYS,
      },
    });
    if (given.alertRules !== 'none') {
      await tx.alertRule.createMany({ data: defaultRules(labId) });
    }
  });
  return lab;
}
