import { authorize, type Ctx } from '@/lib/platform/context';
import { applyTransition } from './apply-transition';
import type { Specimen } from '../contract';
import { prepareTransition } from './prepare-transition';
import { readSpecimenBy } from '../read-specimen';
import type { TransitionRequest } from './transition-contract';

/**
 * Takes one action on a specimen, or on those of its tests that are named, and answers the specimen
 * as it then stands. Nothing has changed when it throws: 404; 409 `version_conflict` or
 * `transition_not_allowed` (with `allowed_actions`); 403 by role, `four_eyes`,
 * `signature_needs_person`, `wrong_password`; 422 naming what is missing; 429 after wrong passwords.
 */
export async function transitionTests(
  ctx: Ctx,
  number: string,
  request: TransitionRequest,
): Promise<Specimen> {
  authorize(ctx, 'tests.move');
  const { version, ...asked } = request;
  const prepared = await prepareTransition(ctx, asked);
  await applyTransition(ctx, prepared, number, version);
  return readSpecimenBy(ctx, number, prepared.rules);
}
