import type { Actor } from './access/actor';
import { actorMay, type Permission } from './access/permissions';
import type { LabDb } from './db/lab-db';
import { AppError } from './errors';

/** What every capability needs to know of the lab at hand. */
export type LabRef = {
  id: string;
  slug: string;
  name: string;
  /** IANA name. */
  timeZone: string;
  /** ISO weekday 1–7 that opens a week. */
  firstWeekday: number;
};

/** Who asks, for which lab, in which request, and when. Every verb and question takes one. */
export type Ctx = {
  actor: Actor;
  lab: LabRef;
  requestId: string;
  now: Date;
  /** The database, bound to the lab. */
  db: LabDb;
};

/** The first line of every verb and question: refuses with 403 whoever may not. */
export function authorize(ctx: Pick<Ctx, 'actor'>, permission: Permission): void {
  if (actorMay(ctx.actor, permission)) return;
  throw new AppError('forbidden', 'Your role in this lab does not allow this.');
}
