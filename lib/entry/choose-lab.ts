import type { Principal } from '@/lib/people/principal';
import type { Actor } from '@/lib/platform/access/actor';
import type { LabRef } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';

export type InLab = { actor: Actor; lab: LabRef };

/**
 * The lab a request is about and the role its sender has there. A key has its lab; a person names
 * one by its slug, and need not while they belong to a single one. A lab that does not exist and
 * one that is not theirs are told apart by nobody.
 */
export function chooseLab(principal: Principal, slug: string | null): InLab {
  if (principal.kind === 'key') {
    if (slug !== null && slug !== principal.lab.slug) throw unknownLab();
    const { keyId, deviceId, name, role, lab } = principal;
    return { actor: { kind: 'key', keyId, deviceId, name, role }, lab };
  }
  const membership =
    slug === null && principal.memberships.length === 1
      ? principal.memberships[0]
      : principal.memberships.find((candidate) => candidate.lab.slug === slug);
  if (!membership) {
    if (slug === null && principal.memberships.length > 1) {
      throw new AppError(
        'lab_required',
        'Name the lab: header X-Lab, or ?lab=, with its short name.',
      );
    }
    throw unknownLab();
  }
  const { userId, sessionId, name } = principal;
  return {
    actor: { kind: 'person', userId, sessionId, name, role: membership.role },
    lab: membership.lab,
  };
}

function unknownLab(): AppError {
  return new AppError('not_found', 'No such lab among yours.');
}
