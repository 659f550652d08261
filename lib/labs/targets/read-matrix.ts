import { readCalendars } from '@/lib/labs/read-calendars';
import { readTargets } from '@/lib/labs/read-targets';
import { neverCloses } from '@/lib/labs/calendars/never-closes';
import { dayOf } from '@/lib/labs/calendars/lab-today';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import type { MatrixQuery, TargetMatrix } from './contract';
import { matrixRow } from './matrix';

const BY_NAME = { orderBy: { name: 'asc' }, select: { id: true, name: true } } as const;

/**
 * What every active assay has to meet in a segment, by priority, at a location and a moment:
 * the same resolution that due times and figures use.
 */
export async function readMatrix(ctx: Ctx, query: MatrixQuery): Promise<TargetMatrix> {
  authorize(ctx, 'read');
  const { segment } = query;
  const at = query.at ?? ctx.now;
  const [targets, calendars, assays, locations] = await Promise.all([
    readTargets(ctx),
    readCalendars(ctx),
    ctx.db.assay.findMany({
      where: { active: true },
      orderBy: { code: 'asc' },
      select: { id: true, code: true, name: true },
    }),
    ctx.db.location.findMany({ where: { active: true }, ...BY_NAME }),
  ]);
  const wanted = query.location?.toLowerCase();
  const location = locations.find(({ name }) => name.toLowerCase() === wanted) ?? null;
  if (wanted !== undefined && location === null) {
    throw invalidField('location', 'is not an active location of this lab');
  }
  const alwaysOpen = neverCloses(calendars, dayOf(at, ctx.lab.timeZone));
  // Only these can hold at that moment in that segment: less to look through for each cell.
  const holding = targets.filter(
    (target) =>
      target.segment === segment &&
      target.effectiveFrom <= at.getTime() &&
      (target.effectiveTo === null || at.getTime() < target.effectiveTo),
  );
  const rowsAt = (locationId: string | null) =>
    assays.map((assay) =>
      matrixRow(holding, assay, { segment, locationId, at: at.getTime(), alwaysOpen }),
    );
  const ownTargets = new Set(holding.map(({ locationId }) => locationId));
  const places = [null, ...locations.filter(({ id }) => ownTargets.has(id))];
  return {
    segment,
    location: location?.name ?? null,
    at: at.toISOString(),
    data: rowsAt(location?.id ?? null),
    warned_locations: places.flatMap((place) => {
      const warned = rowsAt(place?.id ?? null).filter(({ warnings }) => warnings.length > 0);
      return warned.length > 0 ? [{ location: place?.name ?? null, assays: warned.length }] : [];
    }),
  };
}
