import { z } from 'zod';
import { Analyte } from '@/lib/labs/analytes/contract';
import { Assay } from '@/lib/labs/assays/contract';
import { ErrorCode } from '@/lib/labs/error-codes/contract';
import { Device } from '@/lib/devices/contract';
import { MadeSecret } from '../secrets/contract';
import { PeerList } from '../mllp/contract';
import { type Ask, PortalRefused } from './ask-portal';
import type { KnownAnalyte } from './invent-results';

export type Panel = { assay: string; analytes: KnownAnalyte[] };

const listOf = <S extends z.ZodType>(row: S) =>
  z.object({ data: z.array(row), next_cursor: z.string().nullable() });

/** Made in a lab that measures nothing yet. */
const OWN_ANALYTES = [
  { code: 'SIM-NA', name: 'Sodium (simulated)', unit: 'mmol/L', low: 136, high: 145 },
  { code: 'SIM-K', name: 'Potassium (simulated)', unit: 'mmol/L', low: 3.5, high: 5.1 },
] as const;

async function makeOwn(ask: Ask): Promise<void> {
  for (const { code, name, unit, low, high } of OWN_ANALYTES) {
    const made = { code, name, unit, reference_low: low, reference_high: high };
    await unlessThere(ask(Analyte, 'POST', '/analytes', made));
  }
  const analytes = OWN_ANALYTES.map(({ code }) => code);
  const assay = { code: 'SIM', name: 'Electrolytes (simulated)', analytes };
  await unlessThere(ask(Assay, 'POST', '/assays', assay));
}

async function unlessThere<T>(made: Promise<T>): Promise<T | null> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof PortalRefused && error.code === 'already_exists') return null;
    throw error;
  }
}

async function panelsOf(ask: Ask): Promise<Panel[]> {
  const assays = await ask(listOf(Assay), 'GET', '/assays?limit=500&active=true');
  const analytes = await ask(listOf(Analyte), 'GET', '/analytes?limit=500&active=true');
  const known = new Map(
    analytes.data
      // Words such as positive are no analyser's numbers.
      .filter(({ critical_codes }) => critical_codes.length === 0)
      .filter(({ reference_low, reference_high }) => reference_low ?? reference_high)
      .map((one): [string, KnownAnalyte] => [
        one.code,
        {
          code: one.code,
          unit: one.unit,
          low: one.reference_low,
          high: one.reference_high,
          criticalLow: one.critical_low,
          criticalHigh: one.critical_high,
        },
      ]),
  );
  return assays.data.flatMap(({ code, analytes: codes }) => {
    const found = codes.flatMap((one) => known.get(one) ?? []);
    return found.length > 0 && found.length === codes.length
      ? [{ assay: code, analytes: found }]
      : [];
  });
}

/** What the lab measures in numbers; a small panel is made where that is nothing. */
export async function panelsToPlay(ask: Ask): Promise<Panel[]> {
  const panels = await panelsOf(ask);
  if (panels.length > 0) return panels;
  await makeOwn(ask);
  return panelsOf(ask);
}

/** Why a test may fail, as the lab names it; null where it names nothing. */
export async function faultOf(ask: Ask): Promise<{ code: string; name: string } | null> {
  const { data } = await ask(listOf(ErrorCode), 'GET', '/error-codes?limit=50&active=true');
  return data[0] ?? null;
}

/** A device of that name with a new secret; one that is there is used again. */
export async function makeDevice(ask: Ask, name: string, type: string) {
  const path = `/devices/${encodeURIComponent(name)}`;
  const device = { name, type, heartbeat_seconds: 60 };
  if ((await unlessThere(ask(Device, 'POST', '/devices', device))) === null) {
    await ask(z.unknown(), 'PATCH', path, { active: true });
  }
  const { secret, webhook_path } = await ask(MadeSecret, 'POST', `${path}/secrets`, {
    overlap_hours: 0,
  });
  return { secret, webhookPath: webhook_path };
}

/** Lets the device speak MLLP from this machine, under its name. */
export async function allowMllp(ask: Ask, name: string): Promise<void> {
  const path = `/devices/${encodeURIComponent(name)}/peers`;
  const { data } = await ask(PeerList, 'GET', path);
  if (data.some(({ sending_application }) => sending_application === name)) return;
  await ask(z.unknown(), 'POST', path, { network: '127.0.0.1', sending_application: name });
}
