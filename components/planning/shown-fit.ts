import type { Baseline, FittedGroup } from '@/lib/planning/contract';

/** A fitted group without its streams of tests, which nobody looks at. */
export type ShownGroup = Omit<FittedGroup, 'demand' | 'stops' | 'finishing'>;

/** What was fitted, as pages show it and the browser gets it. */
export type ShownFit = Omit<Baseline, 'groups'> & { groups: ShownGroup[] };

const rounded = (rates: readonly number[]) => rates.map((rate) => Math.round(rate * 100) / 100);

export function shownFit({ groups, ...fit }: Baseline): ShownFit {
  return {
    ...fit,
    tests_per_hour: rounded(fit.tests_per_hour),
    groups: groups.map(({ demand: _demand, stops: _stops, finishing: _finishing, ...group }) => ({
      ...group,
      tests_per_hour: rounded(group.tests_per_hour),
    })),
  };
}

/** The groups that can be simulated, with how many machines they have. */
export function modelledGroups(fit: ShownFit): { name: string; machines: number }[] {
  return fit.groups.flatMap(({ model }) =>
    model === null ? [] : [{ name: model.name, machines: model.machines }],
  );
}

/** The group with the most to do for what it can; null where none can be simulated. */
export function busiestGroup(fit: ShownFit): string | null {
  const known = fit.groups.filter(({ model }) => model !== null);
  const loaded = known.toSorted((a, b) => loadOf(b) - loadOf(a));
  return loaded[0]?.name ?? null;
}

function loadOf({ expected }: ShownGroup): number {
  if (expected === null) return 0;
  return expected.unstable ? Infinity : expected.load;
}
