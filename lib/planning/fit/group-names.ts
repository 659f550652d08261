/** A group as people may call it: by its name, or by a machine of it. */
type Named = { name: string; machine_names: readonly string[] };

const bare = (name: string) => name.trim().toLowerCase();

/** Letters to change, add or drop to make one text of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(changed, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}

const LISTED = 5;

/** Finds groups by their name or a machine's, capitals aside. */
export class GroupNames {
  readonly #groups: readonly Named[];

  constructor(groups: readonly Named[]) {
    this.#groups = groups;
  }

  /** The group's own name, or null for none. */
  find(name: string): string | null {
    const wanted = bare(name);
    const byName = this.#groups.find((group) => bare(group.name) === wanted);
    if (byName) return byName.name;
    const byMachine = this.#groups.find((group) =>
      group.machine_names.some((machine) => bare(machine) === wanted),
    );
    return byMachine?.name ?? null;
  }

  /** Why a name is refused: the names that are near, else those that there are. */
  refusal(name: string): string {
    if (this.#groups.length === 0) return 'is unknown: the period has no machine groups';
    const wanted = bare(name);
    const known = this.#groups.flatMap((group) => [group.name, ...group.machine_names]);
    const near = known
      .map((one) => ({ one, far: distance(wanted, bare(one)), part: bare(one).includes(wanted) }))
      .filter(({ one, far, part }) => part || far <= Math.max(2, Math.floor(one.length / 3)))
      .toSorted((a, b) => Number(b.part) - Number(a.part) || a.far - b.far)
      .slice(0, 3);
    if (near.length > 0) {
      const names = near.map(({ one }) => `“${one}”`).join(' or ');
      return `“${name}” is no machine and no group of the period; did you mean ${names}?`;
    }
    const some = this.#groups.slice(0, LISTED).map((group) => `“${group.name}”`);
    const rest = this.#groups.length > LISTED ? ' and others' : '';
    return `“${name}” is no machine and no group of the period; there are ${some.join(', ')}${rest}`;
  }
}
