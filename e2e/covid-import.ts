import { existsSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { sharedFile } from '@/lib/platform/testing-shared';
import { DEMO_LAB, expect } from './fixtures';

const file = sharedFile('data/covid-turnaround.csv');

/** The reference data lie beside the repository and are not part of it. */
export const hasCovidFile = existsSync(file);

/** Imports the real turnarounds of 2020 into the demo lab, as a signed-in manager; again changes nothing. */
export async function importCovid(page: Page): Promise<void> {
  const origin = new URL(page.url()).origin;
  const started = await page.request.post('/api/v1/imports', {
    headers: { 'x-lab': DEMO_LAB, origin },
    multipart: {
      create_missing: 'true',
      file: { name: 'covid-turnaround.csv', mimeType: 'text/csv', buffer: readFileSync(file) },
    },
  });
  expect(started.status(), await started.text()).toBe(202);
  const { id }: { id: string } = await started.json();
  await expect
    .poll(
      async () => {
        const answer = await page.request.get(`/api/v1/imports/${id}`, {
          headers: { 'x-lab': DEMO_LAB },
        });
        const { status }: { status: string } = await answer.json();
        return status;
      },
      { timeout: 120_000, intervals: [1000] },
    )
    .toBe('completed');
}
