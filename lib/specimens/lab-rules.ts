import { labSettings } from '@/lib/labs/settings';
import { DEFAULT_SEGMENT, segmentNamed, type Segment } from '@/lib/metrics/segment';
import type { Actor } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { StateKind } from './specimen-state';
import type { TransitionRule } from './workflow';

export type LabState = {
  key: string;
  label: string;
  kind: StateKind;
  milestone: string | null;
  rank: number;
};

export type LabTransition = TransitionRule & {
  label: string;
  needsReason: boolean;
  fourEyes: boolean;
};

/** What of a lab's workflow and settings specimens are read by. */
export type LabRules = {
  /** Least advanced first. */
  states: LabState[];
  kindOf: ReadonlyMap<string, StateKind>;
  /** The milestone that entering each state stamps. */
  stampedBy: ReadonlyMap<string, string | null>;
  transitions: LabTransition[];
  /** The segment that due times, lateness and turnaround speak of. */
  headline: Segment;
  lisLinkTemplate: string | null;
  /** Whether verifying takes another person than who submitted. */
  fourEyes: boolean;
  /** Whether what is verified is published at once. */
  publishFollowsVerify: boolean;
};

/** Who asks and when, with the rules: all that a DTO is made with besides its row. */
export type Reading = { rules: LabRules; actor: Actor; now: Date };

function headlineOf(name: string): Segment {
  const segment = segmentNamed(name) ?? segmentNamed(DEFAULT_SEGMENT);
  if (!segment) throw new Error(`There is no segment ${DEFAULT_SEGMENT}`);
  return segment;
}

/** Reads the lab's workflow and the settings that specimens need. */
export async function readLabRules(ctx: {
  db: Pick<LabTx, 'state' | 'transition' | 'lab'>;
  lab: Pick<Ctx['lab'], 'id'>;
}): Promise<LabRules> {
  const [states, transitions, lab] = await Promise.all([
    ctx.db.state.findMany({ orderBy: { rank: 'asc' } }),
    ctx.db.transition.findMany({ orderBy: [{ action: 'asc' }, { fromState: 'asc' }] }),
    ctx.db.lab.findFirstOrThrow({ where: { id: ctx.lab.id }, select: { settings: true } }),
  ]);
  const settings = labSettings(lab.settings);
  return {
    states,
    kindOf: new Map(states.map(({ key, kind }) => [key, kind])),
    stampedBy: new Map(states.map(({ key, milestone }) => [key, milestone])),
    transitions: transitions.map(({ fromState, toState, ...row }) => ({
      ...row,
      from: fromState,
      to: toState,
    })),
    headline: headlineOf(settings.headlineSegment),
    lisLinkTemplate: settings.lisLinkTemplate,
    fourEyes: settings.fourEyes,
    publishFollowsVerify: settings.publishFollowsVerify,
  };
}
