import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import type { Finding, Spell } from '../finding';
import type { KindName, ParamsOf } from './params';

/** Ids that a rule looks at; absent is all. */
export type Filters = {
  assays?: string[];
  departments?: string[];
  locations?: string[];
  priorities?: ('STAT' | 'URGENT' | 'ROUTINE')[];
  devices?: string[];
};

/** What a kind needs of a rule. */
export type RuleOf<K extends KindName> = {
  id: string;
  kind: K;
  filters: Filters;
  params: ParamsOf<K>;
};

/** Where a kind reads: one lab, at one moment, in the evaluating transaction. */
export type World = {
  db: LabDb | LabTx;
  lab: { id: string; timeZone: string };
  now: Date;
};

/**
 * One kind of rule. `find` answers for all rules of the kind at once, so that fifty rules read the
 * open tests once; `spells` says the same of a period that has passed, for trying a rule out: at any
 * moment of [from, to) what `find` would have found are the spells that contain it.
 */
export type AlertKind<K extends KindName = KindName> = {
  name: K;
  find: (world: World, rules: readonly RuleOf<K>[]) => Promise<Map<string, Finding[]>>;
  spells: (
    world: World,
    rule: Omit<RuleOf<K>, 'id'>,
    period: { from: Date; to: Date },
  ) => Promise<Spell[]>;
};
