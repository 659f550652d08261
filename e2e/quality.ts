import type { Page } from '@playwright/test';
import { DEMO_LAB, expect } from './fixtures';

export const QUALITY = `/${DEMO_LAB}/quality`;

let made = 0;
/** A name of its own for each test: the demo lab is shared. */
export function freshName(words: string): string {
  made += 1;
  return `${words} ${Date.now().toString(36)}${made}`;
}

/** A file with one fault after the other; the header is line 1. */
export const DIRTY_CSV = [
  'specimen_id,assay,status,received_at,processed_at,tat_hours',
  'Q-1,CBC,COMPLETED,2026-03-01T08:00:00Z,2026-03-01T09:00:00Z,1',
  'Q-2,CBC,COMPLETED,2026-03-01T08:00:00Z,2026-03-01T07:00:00Z,-1',
  'Q-3,,COMPLETED,2026-03-01T08:00:00Z,2026-03-01T09:00:00Z,1e9',
  'Q-4,CBC,COMPLETED,last night,2026-03-01T09:00:00Z,1',
  'Q-1,CBC,COMPLETED,2026-03-01T08:00:00Z,2026-03-01T09:00:00Z,1',
  'Q-5,CBC,COMPLETED,20244-03-01T08:00:00Z,2026-03-01T09:00:00Z,1',
].join('\n');

export const csv = (name: string, text: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});

/** Chooses a file on the page for it, and has it judged by the rules chosen there. */
export async function checkFile(page: Page, name: string, text: string): Promise<void> {
  await page.getByLabel('CSV file').setInputFiles(csv(name, text));
  await page.getByRole('button', { name: 'Check this file' }).click();
  await expect(page).toHaveURL(/\/quality\/runs\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Writes a text in place of what the editor holds, as if it were pasted. */
export async function writeRules(page: Page, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Rules in YAML' });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Escape');
}
