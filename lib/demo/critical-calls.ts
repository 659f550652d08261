import type { CriticalClosing, CriticalOutcome } from '@/lib/platform/db/generated/enums';
import { newId } from '@/lib/platform/ids';
import type { HistoryActor } from './history-actor';
import { seededRandom, type Random } from './random';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** A critical that opened in the generated history; times in ms since 1970. */
export type OpenedCritical = {
  id: string;
  testId: string;
  analyteId: string;
  /** The same for the same seed, unlike ids. */
  key: string;
  availableAt: number;
  location: string;
  value: string;
  unit: string | null;
};

type Attempt = { outcome: CriticalOutcome; after: number };
type Closing = { as: CriticalClosing; after: number; reason?: string; escalatedTo?: string };
type Course = { attempts: readonly Attempt[]; closing: Closing | null };

type Staffed = {
  seed: number;
  /** Nothing happened after it. */
  end: number;
  technician: HistoryActor;
  verifiers: readonly HistoryActor[];
};

/** The newest are still open, each at another point: nobody reached, nobody tried, not read back. */
const STILL_OPEN: readonly { attempts: readonly Attempt[]; newerThan: number }[] = [
  { attempts: [{ outcome: 'UNABLE_TO_REACH', after: 9 }], newerThan: DAY },
  { attempts: [], newerThan: 2 * HOUR },
  { attempts: [{ outcome: 'REACHED_NO_READBACK', after: 7 }], newerThan: 2 * HOUR },
];

function courseOf(random: Random): Course {
  const luck = random.unit();
  if (luck < 0.02) {
    const reason = 'Known value under dialysis; agreed with the ward';
    return {
      attempts: [],
      closing: { as: 'NOT_REQUIRED', after: random.logNormal(18, 0.4), reason },
    };
  }
  if (luck < 0.035) {
    const attempts = [8, 21, 44].map((after) => ({ outcome: 'UNABLE_TO_REACH' as const, after }));
    const reason = 'Nobody answered on the ward or at the switchboard';
    const escalatedTo = 'Medical director on call';
    return { attempts, closing: { as: 'CLOSED_UNREACHED', after: 62, reason, escalatedTo } };
  }
  const first = random.logNormal(8.5, 0.7);
  const attempts: Attempt[] = [];
  let confirmed = first;
  if (luck < 0.15) {
    const outcome = luck < 0.11 ? 'UNABLE_TO_REACH' : 'REACHED_NO_READBACK';
    attempts.push({ outcome, after: first });
    confirmed = first + random.logNormal(11, 0.5);
  }
  attempts.push({ outcome: 'CONFIRMED', after: confirmed });
  return { attempts, closing: { as: 'CONFIRMED', after: confirmed } };
}

const CONTACTS = [
  { name: 'Nurse in charge', role: 'Nurse' },
  { name: 'Dr Okafor', role: 'Physician' },
  { name: 'Dr Lindqvist', role: 'Physician' },
  { name: 'Nurse Almeida', role: 'Nurse' },
  { name: 'Resident on call', role: 'Physician' },
] as const;

/**
 * Who was told of a lab's criticals, when and how: most within minutes, some after a second try, a
 * few never, and the newest not yet. The same for the same seed and keys.
 */
export function criticalCalls(
  criticals: readonly OpenedCritical[],
  { seed, end, technician, verifiers }: Staffed,
) {
  const newestFirst = criticals.toSorted(
    (a, b) => b.availableAt - a.availableAt || a.key.localeCompare(b.key),
  );
  const told = newestFirst.map((critical, rank) => {
    const random = seededRandom(seed, `critical ${critical.key}`);
    const open = STILL_OPEN[rank];
    const leaves = open !== undefined && critical.availableAt > end - open.newerThan;
    const course = leaves ? { attempts: open.attempts, closing: null } : courseOf(random);
    const happened = ({ after }: { after: number }) => at(critical, after) <= end;
    const attempts = course.attempts.filter(happened).map(({ outcome, after }) => {
      const contact = random.weighted(CONTACTS, () => 1);
      const time = new Date(at(critical, after));
      return {
        id: newId(),
        criticalId: critical.id,
        outcome,
        notifiedTo: `${contact.name}, ${critical.location}`,
        role: contact.role,
        method: random.chance(0.85) ? 'phone' : 'secure message',
        readBack: outcome === 'CONFIRMED',
        at: time,
        recordedAt: time,
        value: critical.value,
        unit: critical.unit,
        actorKind: technician.kind,
        actorId: technician.id,
        actorName: technician.name,
        requestId: 'demo',
      };
    });
    const { closing } = course;
    const supervisor = verifiers[0]?.name ?? technician.name;
    const closings =
      closing && happened(closing)
        ? [
            {
              id: critical.id,
              closedAt: new Date(at(critical, closing.after)),
              closedAs: closing.as,
              closedBy: closing.as === 'CONFIRMED' ? technician.name : supervisor,
              closeReason: closing.reason ?? null,
              escalatedTo: closing.escalatedTo ?? null,
            },
          ]
        : [];
    return { attempts, closings };
  });
  return {
    attempts: told.flatMap((one) => one.attempts),
    closings: told.flatMap((one) => one.closings),
  };
}

/** Whole seconds. */
function at({ availableAt }: OpenedCritical, afterMinutes: number): number {
  return Math.round((availableAt + afterMinutes * MINUTE) / 1000) * 1000;
}
