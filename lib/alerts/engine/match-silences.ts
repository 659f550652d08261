import { type Label, LABELS } from '../finding';
import type { EngineAlert } from './engine-state';
import { groupedBy } from './grouped-by';

/** What a silence matches by: a label, a rule's id, an alert's id. */
export type SilenceMatcher = { label: Label | 'rule' | 'alert'; value: string };

export type StandingSilence = {
  matchers: readonly SilenceMatcher[];
  startsAt: Date;
  endsAt: Date;
  /** When a person ended it before its end. */
  endedAt: Date | null;
};

type Silenceable = Pick<EngineAlert, 'id' | 'ruleId' | 'labels'>;

/** Equal but for capitals, as codes and names are everywhere. */
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function valueOf(alert: Silenceable, label: SilenceMatcher['label']): string | undefined {
  if (label === 'rule') return alert.ruleId;
  if (label === 'alert') return alert.id;
  return alert.labels[label];
}

/** Whether all matchers say the alert; a silence without any matches nothing. */
export function matches(alert: Silenceable, matchers: readonly SilenceMatcher[]): boolean {
  return (
    matchers.length > 0 &&
    matchers.every(({ label, value }) => {
      const has = valueOf(alert, label);
      return has !== undefined && same(has, value);
    })
  );
}

/** Whether it holds at that moment. */
export function isInForce(silence: Omit<StandingSilence, 'matchers'>, now: Date): boolean {
  return silence.startsAt <= now && now < silence.endsAt && silence.endedAt === null;
}

const LABELS_MATCHED = [...LABELS, 'rule', 'alert'] as const;
const placeOf = ({ label, value }: SilenceMatcher) => `${label} ${value.toLowerCase()}`;

/**
 * Until when the silences in force at a moment hold an alert back; null where none does. They are laid
 * out once by what each says first, for there may be thousands of them, and of alerts more.
 */
export function silencesAt(
  silences: readonly StandingSilence[],
  now: Date,
): (alert: Silenceable) => Date | null {
  const inForce = silences.filter((silence) => isInForce(silence, now));
  const byFirst = groupedBy(inForce, ({ matchers: [first] }) => (first ? placeOf(first) : ''));
  return (alert) => {
    if (inForce.length === 0) return null;
    let until: Date | null = null;
    for (const label of LABELS_MATCHED) {
      const value = valueOf(alert, label);
      if (value === undefined) continue;
      for (const silence of byFirst.get(placeOf({ label, value })) ?? []) {
        if (!matches(alert, silence.matchers)) continue;
        if (until === null || silence.endsAt > until) until = silence.endsAt;
      }
    }
    return until;
  };
}
