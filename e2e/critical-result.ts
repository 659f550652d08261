import { expect, type Page } from '@playwright/test';

const origin = (page: Page) => ({ origin: new URL(page.url()).origin });

/** A number nobody has used. */
export const freshNumber = () =>
  `R-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

/**
 * A specimen of the demo lab with one potassium-like test: the first assay that measures an analyte
 * with an upper critical limit, and that limit. The page must be somewhere in the portal, signed in.
 */
export async function makeSpecimen(page: Page) {
  const get = async (path: string) => (await page.request.get(`/api/v1/${path}`)).json();
  const {
    data: analytes,
  }: {
    data: {
      code: string;
      name: string;
      unit: string;
      reference_low: number | null;
      reference_high: number | null;
      critical_high: number | null;
    }[];
  } = await get('analytes?lab=demo&limit=500');
  const { data: assays }: { data: { code: string; analytes: string[] }[] } = await get(
    'assays?lab=demo&limit=500',
  );
  const critical = new Map(
    analytes
      .filter((one) => one.critical_high !== null && one.reference_low !== null)
      .map((one) => [one.code, one]),
  );
  const assay = assays.find(
    (one) =>
      one.analytes.length > 1 && one.analytes.slice(0, 2).every((code) => critical.has(code)),
  );
  const [first, second] = (assay?.analytes ?? []).map((code) => critical.get(code));
  if (!assay || !first || !second) throw new Error('The demo has no assay with critical limits');
  const number = freshNumber();
  const made = await page.request.post('/api/v1/specimens?lab=demo', {
    headers: origin(page),
    data: { specimen_id: number, assay: assay.code, location: await firstLocation(page) },
  });
  expect(made.status(), await made.text()).toBe(201);
  return { number, assay: assay.code, analytes: assay.analytes, first, second };
}

async function firstLocation(page: Page): Promise<string> {
  const answer = await page.request.get('/api/v1/locations?lab=demo&limit=1');
  const { data }: { data: { name: string }[] } = await answer.json();
  const name = data[0]?.name;
  if (name === undefined) throw new Error('The demo has no location');
  return name;
}

/** The same with a result beyond its critical limit, which waits for its call. */
export async function makeCritical(page: Page) {
  const made = await makeSpecimen(page);
  const value = String((made.first.critical_high ?? 0) + 1);
  const answer = await page.request.post(`/api/v1/specimens/${made.number}/results?lab=demo`, {
    headers: origin(page),
    data: { results: [{ analyte: made.first.code, value }] },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return { ...made, value };
}
