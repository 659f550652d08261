import type { SelectOption } from '@/components/ui/input';
import type { Specimen } from '@/lib/specimens/contract';

/** What every dialog of a specimen's menu works on. */
export type MoreTarget = {
  labSlug: string;
  timeZone: string;
  specimen: Specimen;
  /** What is in use in this lab. */
  assays: readonly SelectOption[];
  locations: readonly SelectOption[];
};
