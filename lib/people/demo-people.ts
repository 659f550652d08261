import { ROLES, type Role } from '@/lib/platform/access/roles';
import { unboundDb } from '@/lib/platform/db/client';
import { type DemoOffer, offers } from './demo-mode';

export type DemoPerson = { email: string; name: string; role: Role; lab: string };

/** The demo lab's people whom the sign-in page offers, weakest role first. */
export async function demoPeople(offer: DemoOffer): Promise<DemoPerson[]> {
  if (offer === 'nobody') return [];
  const users = await unboundDb().user.findMany({
    where: { demo: true, disabledAt: null },
    include: { memberships: { include: { lab: true }, orderBy: { createdAt: 'asc' } } },
  });
  return users
    .flatMap(({ email, name, memberships }) => {
      const first = memberships[0];
      if (
        !first ||
        !offers(
          offer,
          memberships.map(({ role }) => role),
        )
      )
        return [];
      return [{ email, name, role: first.role, lab: first.lab.name }];
    })
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}
