import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import type { Role } from '@/lib/platform/access/roles';
import { NewSpecimen } from '@/lib/specimens/contract';
import { createSpecimen } from '@/lib/specimens/create-specimen';
import { makeBench } from '@/lib/specimens/testing-specimens';
import { TransitionRequest } from '@/lib/specimens/transitions/transition-contract';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';

/** A lab whose specimens are worked on by people, as the portal does it: with their history. */
export type LivingLab = TestLab & {
  create: (specimen: string, given: Record<string, unknown>) => Promise<void>;
  /** One action on a specimen, at a moment. */
  act: (
    specimen: string,
    action: string,
    at: string,
    rest?: Record<string, unknown>,
    role?: Role,
  ) => Promise<void>;
};

/** With assays CBC, K and NA, wards North and South, devices M1 to M3, and errors E1 and E2. */
export async function makeLivingLab(): Promise<LivingLab> {
  const home = await makeTestLab();
  await makeBench(home.lab, {
    assays: ['CBC', 'K', 'NA'],
    locations: ['North', 'South'],
    devices: ['M1', 'M2', 'M3'],
  });
  await unboundDb().errorCode.createMany({
    data: [
      { id: newId(), labId: home.lab.id, code: 'E1', name: 'Clot' },
      { id: newId(), labId: home.lab.id, code: 'E2', name: 'Short sample' },
    ],
  });
  return {
    ...home,
    async create(specimen, given) {
      const ctx = await home.ctxFor('technician');
      await createSpecimen(ctx, NewSpecimen.parse({ specimen_id: specimen, ...given }));
    },
    async act(specimen, action, at, rest = {}, role = 'technician') {
      const ctx = await home.ctxFor(role);
      const request = TransitionRequest.parse({ action, occurred_at: at, ...rest });
      await transitionTests({ ...ctx, now: new Date() }, specimen, request);
    },
  };
}
