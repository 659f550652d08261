import type { GroupPlan } from './group-plan';
import { Random } from './random';
import { WEEK_MINUTES } from './week';

/** First part of the path of every generator of stops. */
const STOPS = 2;

/** Unplanned stops of one machine, drawn anew each week like deliveries, and for the same reason. */
export class Stops {
  private random: Random;
  private readonly path: readonly number[];
  private readonly up: number;
  private readonly length: number;

  constructor(
    plan: GroupPlan,
    stops: NonNullable<GroupPlan['stops']>,
    machine: number,
    path: readonly number[],
    private week: number,
    private readonly until: number,
  ) {
    this.path = [...path, STOPS, plan.index, machine];
    this.up = stops.mean_hours_between * 60;
    this.length = stops.mean_minutes;
    this.random = new Random([...this.path, week]);
  }

  /** When the next one begins, of a machine that runs from `time` on; Infinity of none any more. */
  after(time: number): number {
    const week = Math.floor(time / WEEK_MINUTES);
    if (week > this.week) this.open(week);
    let from = time;
    while (from < this.until) {
      const at = from - this.up * Math.log(this.random.unit());
      const ends = (this.week + 1) * WEEK_MINUTES;
      if (at < ends) return at;
      this.open(this.week + 1);
      from = ends;
    }
    return Infinity;
  }

  /** How long the one that begins now takes. */
  minutes(): number {
    return -this.length * Math.log(this.random.unit());
  }

  private open(week: number): void {
    this.week = week;
    this.random = new Random([...this.path, week]);
  }
}

/** Of every machine of the group; none where they never stop. */
export function stopsOf(
  plan: GroupPlan,
  path: readonly number[],
  begins: number,
  until: number,
): Stops[] {
  const { stops, machines } = plan;
  if (stops === null) return [];
  return Array.from(
    { length: machines },
    (_, machine) => new Stops(plan, stops, machine, path, begins, until),
  );
}
