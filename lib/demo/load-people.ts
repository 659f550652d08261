import type { Role } from '@/lib/platform/access/roles';
import type { PrismaClient } from '@/lib/platform/db/generated/client';
import { newId } from '@/lib/platform/ids';

export type DemoPerson = {
  email: string;
  name: string;
  /** The role in each demo lab where they have one, by slug. */
  roles: Partial<Record<'demo' | 'demo-north', Role>>;
};

/** One for each role; a supervisor who only reads in the second lab, an admin of both. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { email: 'viewer@demo.test', name: 'Priya Nair', roles: { demo: 'viewer' } },
  { email: 'technician@demo.test', name: 'Tomasz Lewandowski', roles: { demo: 'technician' } },
  {
    email: 'supervisor@demo.test',
    name: 'Grace Okafor',
    roles: { demo: 'supervisor', 'demo-north': 'viewer' },
  },
  { email: 'manager@demo.test', name: 'Daniel Reyes', roles: { demo: 'manager' } },
  {
    email: 'admin@demo.test',
    name: 'Ingrid Solberg',
    roles: { demo: 'admin', 'demo-north': 'admin' },
  },
];

/** Makes those who do not exist yet, with their memberships of one lab. */
export async function loadPeople(
  db: PrismaClient,
  lab: { id: string; slug: 'demo' | 'demo-north' },
): Promise<void> {
  await db.user.createMany({
    data: DEMO_PEOPLE.map(({ email, name }) => ({ id: newId(), email, name, demo: true })),
    skipDuplicates: true,
  });
  const users = await db.user.findMany({
    where: { demo: true, email: { in: DEMO_PEOPLE.map(({ email }) => email) } },
    select: { id: true, email: true },
  });
  await db.membership.createMany({
    data: DEMO_PEOPLE.flatMap(({ email, roles }) => {
      const user = users.find((one) => one.email === email);
      const role = roles[lab.slug];
      return user && role ? [{ labId: lab.id, userId: user.id, role }] : [];
    }),
    skipDuplicates: true,
  });
}
