import type { Label } from '../finding';
import type { EngineAlert } from './engine-state';

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

/** Until when the silences in force hold an alert back; null where none does. */
export function silencedUntil(
  alert: Silenceable,
  silences: readonly StandingSilence[],
  now: Date,
): Date | null {
  let until: Date | null = null;
  for (const silence of silences) {
    if (!isInForce(silence, now) || !matches(alert, silence.matchers)) continue;
    if (until === null || silence.endsAt > until) until = silence.endsAt;
  }
  return until;
}
