import { MILESTONES, type Milestone, type Milestones } from './milestones';

export type MilestoneStep = {
  milestone: Milestone;
  time: string | null;
  /** Minutes since the known milestone before it; negative where the data run backwards. */
  minutes: number | null;
  /** The known milestone before it, which may lie further back when others are missing. */
  since: Milestone | null;
};

/** A test's milestones in order with the time between them; rejected is shown only where it is known. */
export function milestoneSteps(times: Milestones<string>): MilestoneStep[] {
  let since: Milestone | null = null;
  let before: string | null = null;
  const steps: MilestoneStep[] = [];
  for (const milestone of MILESTONES) {
    const time = times[milestone];
    if (milestone === 'rejected' && time === null) continue;
    const minutes =
      time === null || before === null ? null : (Date.parse(time) - Date.parse(before)) / 60_000;
    steps.push({ milestone, time, minutes, since: time === null ? null : since });
    if (time !== null) [since, before] = [milestone, time];
  }
  return steps;
}
