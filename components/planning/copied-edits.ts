import { GroupEdit, type FittedGroup } from '@/lib/planning/contract';

type Modelled = Pick<FittedGroup, 'name' | 'edited' | 'model'>;
type Model = NonNullable<FittedGroup['model']>;

const FIELDS = ['machines', 'service', 'preparation', 'finishing', 'stops', 'hours'] as const;

/** Alike, whatever the order of their fields. */
function alike(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [ofA, ofB] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  if (ofA.size !== ofB.size) return false;
  return [...ofA].every(([key, value]) => ofB.has(key) && alike(value, ofB.get(key)));
}

/** What one model says that another does not. */
function saidBeyond(model: Model, fitted: Model | null): [string, unknown][] {
  const said = FIELDS.filter((field) => fitted === null || !alike(model[field], fitted[field]));
  const { rate } = model.failures;
  return [
    ...said.map((field): [string, unknown] => [field, model[field]]),
    ...(fitted?.failures.rate === rate ? [] : [['failure_rate', rate] satisfies [string, unknown]]),
  ];
}

/**
 * What a manager had said of groups when `before` was fitted, and that what is fitted now does not
 * say by itself. A group there no longer is, is left out.
 */
export function copiedEdits(before: readonly Modelled[], now: readonly Modelled[]): GroupEdit[] {
  const fitted = new Map(now.map((group) => [group.name, group.model]));
  return before.flatMap(({ name, edited, model }) => {
    const present = fitted.get(name);
    if (!edited || model === null || present === undefined) return [];
    const said = saidBeyond(model, present);
    return said.length === 0 ? [] : [GroupEdit.parse({ name, ...Object.fromEntries(said) })];
  });
}
