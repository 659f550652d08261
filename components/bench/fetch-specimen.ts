import { Specimen } from '@/lib/specimens/contract';

export type Found = { ok: true; specimen: Specimen } | { ok: false; code: string; message: string };

/** Longer than any answer takes; a network that swallows requests is told after it. */
const ANSWER_MS = 10_000;
const UNREACHABLE = 'The server could not be reached. Scan it again.';

function refusal(body: unknown): Found {
  const read = (name: 'code' | 'detail'): string | undefined => {
    if (typeof body !== 'object' || body === null || !(name in body)) return undefined;
    const value: unknown = Reflect.get(body, name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    ok: false,
    code: read('code') ?? 'unavailable',
    message: read('detail') ?? UNREACHABLE,
  };
}

/** Reads a specimen by the number of its label, as the interface answers it to whoever is signed in. */
export async function fetchSpecimen(labSlug: string, number: string): Promise<Found> {
  try {
    const address = `/api/v1/specimens/${encodeURIComponent(number)}`;
    const answer = await fetch(address, {
      headers: { 'x-lab': labSlug },
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const body: unknown = await answer.json();
    if (!answer.ok) return refusal(body);
    return { ok: true, specimen: Specimen.parse(body) };
  } catch {
    return { ok: false, code: 'unavailable', message: UNREACHABLE };
  }
}
