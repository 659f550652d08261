import type { Browser, Page } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { freshNumber } from './bench';
import { send } from './deck';
import { DEMO_LAB, expect, signInAs } from './fixtures';

type Sent = { id: string; status: string };

const member = (answer: unknown, name: string): unknown => Reflect.get(Object(answer), name);

/**
 * A device that nobody else has, with a secret: it sends messages as instruments do, signed, and
 * waits until they are settled.
 */
export async function anInstrument(browser: Browser) {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, 'admin');
  const device = `${freshNumber()}-Analyser`;
  const made = await send(page, 'POST', '/devices', { name: device, type: 'Analyser', slots: 0 });
  expect(made.status, JSON.stringify(made.answer)).toBe(201);
  const { answer, status } = await send(
    page,
    'POST',
    `/devices/${encodeURIComponent(device)}/secrets`,
    {},
  );
  expect(status, JSON.stringify(answer)).toBe(201);
  const secret = String(member(answer, 'secret'));
  const origin = new URL((await page.request.get('/api/health')).url()).origin;
  const address = origin + String(member(answer, 'webhook_path'));

  const post = async (body: string, type: string): Promise<Sent> => {
    const id = freshNumber();
    const at = new Date();
    const sent = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': type,
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, at, body),
      },
      body,
    });
    const told: unknown = await sent.json();
    expect(sent.status, JSON.stringify(told)).toBe(202);
    return { id: String(member(told, 'id')), status: String(member(told, 'status')) };
  };
  const statusOf = async (id: string): Promise<unknown> => {
    const read = await page.request.get(`/api/v1/instrument-messages/${id}`, {
      headers: { 'x-lab': DEMO_LAB },
    });
    return member(await read.json(), 'status');
  };
  return {
    page,
    device,
    /** The id of the message, once it was settled as `status`. */
    async says(body: unknown, status: string): Promise<string> {
      const { id } = await post(JSON.stringify(body), 'application/json');
      await expect.poll(() => statusOf(id)).toBe(status);
      return id;
    },
    /** The same for HL7 or ASTM. */
    async writes(text: string, type: 'hl7-v2' | 'astm', status: string): Promise<string> {
      const { id } = await post(text, `application/${type}`);
      await expect.poll(() => statusOf(id)).toBe(status);
      return id;
    },
    statusOf,
  };
}

/** An analyte of an assay of the demo lab, as whoever is signed in sees it. */
export async function analyteOf(page: Page, assay: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/assays?q=${encodeURIComponent(assay)}`, {
    headers: { 'x-lab': DEMO_LAB },
  });
  const { data }: { data: { code: string; analytes: string[] }[] } = await answer.json();
  const analyte = data.find(({ code }) => code === assay)?.analytes[0];
  if (analyte === undefined) throw new Error(`${assay} measures nothing`);
  return analyte;
}

/** A message of HL7 with these segments, as sent a minute ago. */
export function hl7(type: string, segments: readonly string[]): string {
  const sent = new Date(Date.now() - 60_000);
  const at = `${sent.toISOString().replace(/\D/g, '').slice(0, 14)}+0000`;
  const header = `MSH|^~\\&|ANALYSER|LAB|LIS|LAB|${at}||${type}|${freshNumber()}|P|2.5.1`;
  return [header, ...segments, ''].join('\r');
}
