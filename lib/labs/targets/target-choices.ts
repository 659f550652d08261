import { authorize, type Ctx } from '@/lib/platform/context';

type Choice = { value: string; label: string };

/** What a target can name: the lab's active assays and locations. */
export async function targetChoices(ctx: Ctx): Promise<{ assays: Choice[]; locations: Choice[] }> {
  authorize(ctx, 'read');
  const where = { active: true };
  const [assays, locations] = await Promise.all([
    ctx.db.assay.findMany({ where, orderBy: { code: 'asc' }, select: { code: true, name: true } }),
    ctx.db.location.findMany({ where, orderBy: { name: 'asc' }, select: { name: true } }),
  ]);
  return {
    assays: assays.map(({ code, name }) => ({
      value: code,
      label: code === name ? code : `${code} – ${name}`,
    })),
    locations: locations.map(({ name }) => ({ value: name, label: name })),
  };
}
