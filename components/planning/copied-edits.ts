import type { FittedGroup, GroupEdit } from '@/lib/planning/contract';
import { GroupEdit as GroupEditField } from '@/lib/planning/contract';

type Modelled = Pick<FittedGroup, 'name' | 'edited' | 'model'>;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What a manager had said of groups when `before` was fitted, and that what is fitted now does not
 * say by itself. A group there no longer is, is left out.
 */
export function copiedEdits(before: readonly Modelled[], now: readonly Modelled[]): GroupEdit[] {
  const fitted = new Map(now.map((group) => [group.name, group.model]));
  return before.flatMap(({ name, edited, model }) => {
    const present = fitted.get(name);
    if (!edited || model === null || present === undefined) return [];
    const { machines, service, preparation, finishing, stops, hours, failures } = model;
    const said = Object.entries({ machines, service, preparation, finishing, stops, hours }).filter(
      ([field, value]) =>
        !same(
          value,
          present === null
            ? undefined
            : Object.entries(present).find(([key]) => key === field)?.[1],
        ),
    );
    const parsed = GroupEditField.safeParse({
      name,
      ...Object.fromEntries(said),
      ...(present !== null && present.failures.rate === failures.rate
        ? {}
        : { failure_rate: failures.rate }),
    });
    return parsed.success && Object.keys(parsed.data).length > 1 ? [parsed.data] : [];
  });
}
