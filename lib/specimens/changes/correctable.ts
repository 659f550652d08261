import type { Specimen } from '../contract';
import { MILESTONES, type Milestone } from '../milestones';

/** A time that can be corrected: of the tube where it names no assay. */
export type Correctable = { milestone: Milestone; assay: string | null; time: string | null };

const OF_TUBE = ['collected', 'received', 'rejected'] as const;

/**
 * The times of a tube and of the newest run of each of its tests, known or missing. Of a rejection
 * only what is known: it is no step to be filled in.
 */
export function correctables(specimen: Specimen): Correctable[] {
  const offered = (milestone: Milestone, time: string | null) =>
    milestone !== 'rejected' || time !== null;
  const newest = specimen.tests.filter(
    (test) => !specimen.tests.some((other) => other.assay === test.assay && other.run > test.run),
  );
  return [
    ...OF_TUBE.map((milestone) => ({
      milestone,
      assay: null,
      time: specimen.milestones[milestone],
    })),
    ...newest.flatMap((test) =>
      MILESTONES.filter((milestone) => milestone !== 'collected').map((milestone) => ({
        milestone,
        assay: test.assay,
        time: test.milestones[milestone],
      })),
    ),
  ].filter(({ milestone, time }) => offered(milestone, time));
}
