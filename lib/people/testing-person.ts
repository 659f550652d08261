import { unboundDb } from '@/lib/platform/db/client';
import type { Role } from '@/lib/platform/access/roles';
import { newId } from '@/lib/platform/ids';
import { hashPassword } from './password';
import type { SignInFrom } from './session';

export const TEST_PASSWORD = 'four small blue tubes';
let hash: Promise<string> | undefined;

/** A person who can sign in with TEST_PASSWORD, with a role in each lab given. */
export async function makeTestPerson(
  roles: Record<string, Role> = {},
  rest: { demo?: boolean; email?: string } = {},
): Promise<{ id: string; email: string }> {
  hash ??= hashPassword(TEST_PASSWORD);
  const id = newId();
  const email = rest.email ?? `${id}@example.test`;
  await unboundDb().user.create({
    data: {
      id,
      email,
      name: 'Somebody',
      demo: rest.demo ?? false,
      passwordHash: rest.demo ? null : await hash,
      memberships: {
        create: Object.entries(roles).map(([labId, role]) => ({ labId, role })),
      },
    },
  });
  return { id, email };
}

/** A sign-in from nowhere in particular. */
export function fromAnywhere(now: Date, rest: Partial<SignInFrom> = {}): SignInFrom {
  return {
    address: 'direct',
    userAgent: 'a test',
    replaces: null,
    requestId: newId(),
    now,
    ...rest,
  };
}
