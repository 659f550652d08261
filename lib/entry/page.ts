import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { authenticatePerson } from '@/lib/people/authenticate-person';
import type { Principal } from '@/lib/people/principal';
import type { Actor } from '@/lib/platform/access/actor';
import { actorMay, type Permission } from '@/lib/platform/access/permissions';
import type { Ctx } from '@/lib/platform/context';
import { labDb } from '@/lib/platform/db/lab-db';
import { requestIdOf } from '@/lib/platform/http/request-id';

export type Person = Extract<Principal, { kind: 'person' }>;
export type PageCtx = Ctx & { actor: Extract<Actor, { kind: 'person' }>; person: Person };

/** Whoever is signed in, read once a request; null for nobody. */
export const signedInPerson = cache(async (): Promise<Person | null> => {
  const sent = await headers();
  return authenticatePerson(sent.get('cookie') ?? '');
});

/** The signed-in person, or on to the sign-in page and back here afterwards. */
export async function requirePerson(): Promise<Person> {
  const person = await signedInPerson();
  if (person) return person;
  const here = (await headers()).get('x-path') ?? '/';
  redirect(`/sign-in?next=${encodeURIComponent(here)}`);
}

/**
 * The first line of every page under /{lab}: the ctx of the signed-in person in that lab. Nobody
 * signed in goes to /sign-in; a foreign or unknown lab is not found; too weak a role is refused.
 */
export async function pageCtx(labSlug: string, may: Permission = 'read'): Promise<PageCtx> {
  const person = await requirePerson();
  const membership = person.memberships.find((candidate) => candidate.lab.slug === labSlug);
  if (!membership) notFound();
  const actor: PageCtx['actor'] = {
    kind: 'person',
    userId: person.userId,
    sessionId: person.sessionId,
    name: person.name,
    role: membership.role,
  };
  if (!actorMay(actor, may)) forbidden();
  const { lab } = membership;
  const requestId = requestIdOf(await headers());
  return { actor, person, lab, requestId, now: new Date(), db: labDb(lab.id) };
}
