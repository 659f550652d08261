import { beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { LabRef } from '@/lib/platform/context';
import { action } from './action';
import { signedIn } from './testing-requests';

let sent = new Headers();
vi.mock('next/headers', () => ({ headers: async () => sent }));

let lab: LabRef;
let other: LabRef;
const verb = vi.fn(async (ctx: { lab: LabRef }) => ctx.lab.slug);
const tried = action('test.try', 'tests.move', z.strictObject({ text: z.string() }), verb);

beforeAll(async () => {
  lab = (await makeTestLab()).lab;
  other = (await makeTestLab()).lab;
});

async function attempt(headers: Record<string, string>, slug: unknown, given: unknown) {
  sent = new Headers(headers);
  verb.mockClear();
  // Whoever calls an action from outside the portal sends what they like.
  const answer = await Reflect.apply(tried, undefined, [slug, given]);
  expect(verb).toHaveBeenCalledTimes(answer.ok ? 1 : 0);
  return answer;
}

const good = { text: 'x' };

describe('a server action', () => {
  test('runs its verb in the lab it names, for whoever may', async () => {
    const person = await signedIn([
      { lab, role: 'technician' },
      { lab: other, role: 'viewer' },
    ]);
    expect(await attempt(person, lab.slug, good)).toEqual({ ok: true, data: lab.slug });
    expect(await attempt(person, other.slug, good)).toMatchObject({ code: 'forbidden' });
  });

  test('refuses another lab, an unknown one and what is no name, all alike', async () => {
    const person = await signedIn([{ lab, role: 'admin' }]);
    for (const slug of [other.slug, 'no-such-lab', lab.id, [lab.slug], { slug: lab.slug }, 7]) {
      expect(await attempt(person, slug, good), String(slug)).toMatchObject({
        code: 'not_found',
        message: 'No such lab among yours.',
      });
    }
  });

  test('refuses a weaker role, nobody, and whoever was signed out', async () => {
    const viewer = await signedIn([{ lab, role: 'viewer' }]);
    expect(await attempt(viewer, lab.slug, good)).toMatchObject({ code: 'forbidden' });
    const { origin } = viewer;
    expect(await attempt({ origin }, lab.slug, good)).toMatchObject({ code: 'unauthenticated' });
    const gone = await signedIn([{ lab, role: 'admin' }], 'signed out');
    expect(await attempt(gone, lab.slug, good)).toMatchObject({ code: 'unauthenticated' });
  });

  test('refuses another origin, and none', async () => {
    const { origin: _, ...person } = await signedIn([{ lab, role: 'admin' }]);
    expect(await attempt(person, lab.slug, good)).toMatchObject({ code: 'cross_site' });
    const evil = { ...person, origin: 'https://evil.example' };
    expect(await attempt(evil, lab.slug, good)).toMatchObject({ code: 'cross_site' });
  });

  test('names what is wrong with its input', async () => {
    const person = await signedIn([{ lab, role: 'admin' }]);
    for (const given of [{ text: 'a\u0000' }, { text: 7 }, { text: 'x', lab_id: other.id }, null]) {
      expect(await attempt(person, lab.slug, given)).toMatchObject({ code: 'invalid' });
    }
  });
});
