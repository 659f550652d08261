import type { TargetRow } from '@/lib/labs/target';
import type { AttributeFilter } from './attribute-filter';
import type { OpenClock } from './open-clock';
import type { ZoneClock } from './zone-clock';

/** What the rows of a question are held against, read once for all blocks. */
export type Lookups = {
  /** The question's filters by attributes, as values of columns. */
  filters: readonly AttributeFilter[];
  /** Keys of the lab's void states. */
  voidStates: ReadonlySet<string>;
  /** The department's id of each assay's. */
  departments: ReadonlyMap<string, string>;
  /** The targets of the question's segment, past and present; none where due times come otherwise. */
  targets: readonly TargetRow[];
  /** Opening hours over the span of the work; null where only the clock counts. */
  open: OpenClock | null;
  zone: ZoneClock;
};
