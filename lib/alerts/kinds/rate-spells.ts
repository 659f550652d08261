/** Something that counts once under a key, such as an attempt under its device. Times in ms since 1970. */
export type Counted = {
  key: string;
  /** It is in the window (moment − window, moment] of every moment from then on, for one window. */
  at: number;
  /** From when on it counts as one that went wrong; null of what went right. */
  wrongAt: number | null;
};

export type RateRule = { percent: number; windowMs: number; atLeast: number };
export type Rate = { wrong: number; all: number };

/** [from, to) in ms; `to` is null where it lasts at the end of the period. `worst` is in percent. */
export type RateSpell = { key: string; from: number; to: number | null; worst: number };

/** 0–100; null of none. */
export const percentOf = ({ wrong, all }: Rate): number | null =>
  all === 0 ? null : (100 * wrong) / all;

/** Whether more than so many percent went wrong, strictly, of enough. */
export function isTooHigh(rate: Rate, { percent, atLeast }: RateRule): boolean {
  return rate.all >= atLeast && (percentOf(rate) ?? 0) > percent;
}

/** What counts at a moment, by key: what was counted in (moment − window, moment]. */
export function ratesAt(
  counted: readonly Counted[],
  moment: number,
  windowMs: number,
): Map<string, Rate> {
  const rates = new Map<string, Rate>();
  for (const { key, at, wrongAt } of counted) {
    if (!(at > moment - windowMs && at <= moment)) continue;
    const rate = rates.get(key) ?? { wrong: 0, all: 0 };
    rate.all += 1;
    if (wrongAt !== null && wrongAt <= moment) rate.wrong += 1;
    rates.set(key, rate);
  }
  return rates;
}

type Step = { at: number; all: number; wrong: number };

/** When what is counted comes into the window, turns out wrong, and leaves it. */
function stepsOf(counted: readonly Counted[], windowMs: number): Map<string, Step[]> {
  const byKey = new Map<string, Step[]>();
  for (const { key, at, wrongAt } of counted) {
    const steps = byKey.get(key) ?? [];
    byKey.set(key, steps);
    const gone = at + windowMs;
    steps.push({ at, all: 1, wrong: 0 }, { at: gone, all: -1, wrong: 0 });
    if (wrongAt === null) continue;
    const turned = Math.max(at, wrongAt);
    if (turned < gone)
      steps.push({ at: turned, all: 0, wrong: 1 }, { at: gone, all: 0, wrong: -1 });
  }
  return byKey;
}

/**
 * When the rate of each key was too high within a period: a moment lies in a spell where
 * `isTooHigh(ratesAt(counted, moment))` holds. All that was counted from the period's start less a
 * window must be given. Sweeps once over what comes and goes.
 */
export function rateSpells(
  counted: readonly Counted[],
  rule: RateRule,
  period: { from: number; to: number },
): RateSpell[] {
  const found: RateSpell[] = [];
  for (const [key, steps] of stepsOf(counted, rule.windowMs)) {
    steps.sort((a, b) => a.at - b.at);
    const rate: Rate = { wrong: 0, all: 0 };
    let open: RateSpell | null = null;
    for (let place = 0; place < steps.length;) {
      const at = steps[place]?.at ?? Infinity;
      if (at >= period.to) break;
      // Everything of one moment together: what comes as another leaves never was alone.
      for (; place < steps.length && steps[place]?.at === at; place += 1) {
        rate.all += steps[place]?.all ?? 0;
        rate.wrong += steps[place]?.wrong ?? 0;
      }
      const high = isTooHigh(rate, rule);
      const until = steps[place]?.at ?? Infinity;
      if (high && until > period.from) {
        const worst = percentOf(rate) ?? 0;
        if (open) open.worst = Math.max(open.worst, worst);
        else {
          open = { key, from: Math.max(at, period.from), to: null, worst };
          found.push(open);
        }
      } else if (!high && open) {
        open.to = at;
        open = null;
      }
    }
  }
  return found.toSorted((a, b) => a.from - b.from);
}
