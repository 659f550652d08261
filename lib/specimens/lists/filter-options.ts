import { authorize, type Ctx } from '@/lib/platform/context';

export type Option = { value: string; label: string };

export type FilterOptions = {
  assays: Option[];
  departments: Option[];
  locations: Option[];
  devices: Option[];
};

const BY_NAME = { orderBy: { name: 'asc' }, select: { name: true } } as const;
const named = ({ name }: { name: string }): Option => ({ value: name, label: name });

/** What lists can be filtered by in this lab, retired things included: old work has them still. */
export async function filterOptions(ctx: Ctx): Promise<FilterOptions> {
  authorize(ctx, 'read');
  const [assays, departments, locations, devices] = await Promise.all([
    ctx.db.assay.findMany({ orderBy: { code: 'asc' }, select: { code: true, name: true } }),
    ctx.db.department.findMany(BY_NAME),
    ctx.db.location.findMany(BY_NAME),
    ctx.db.device.findMany(BY_NAME),
  ]);
  return {
    assays: assays.map(({ code, name }) => ({
      value: code,
      label: code === name ? code : `${code} – ${name}`,
    })),
    departments: departments.map(named),
    locations: locations.map(named),
    devices: devices.map(named),
  };
}

/** What a new specimen can be made with: nothing retired. */
export async function newSpecimenOptions(
  ctx: Ctx,
): Promise<Pick<FilterOptions, 'assays' | 'locations'>> {
  authorize(ctx, 'specimens.write');
  const where = { active: true };
  const [assays, locations] = await Promise.all([
    ctx.db.assay.findMany({ where, orderBy: { code: 'asc' }, select: { code: true, name: true } }),
    ctx.db.location.findMany({ where, ...BY_NAME }),
  ]);
  return {
    assays: assays.map(({ code, name }) => ({
      value: code,
      label: code === name ? code : `${code} – ${name}`,
    })),
    locations: locations.map(named),
  };
}
