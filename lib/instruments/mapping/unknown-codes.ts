import { setImmediate } from 'node:timers/promises';
import { findDevice } from '@/lib/devices/find-device';
import { stateTable } from '@/lib/devices/states/change-state-table';
import { readCatalogue } from '@/lib/labs/catalogue/read-catalogue';
import type { Ctx } from '@/lib/platform/context';
import { UnreadableMessage, type CodeName, type InstrumentEvent } from '../event';
import { readMessage } from '../read-message';
import { FLAG_CODES } from './flag-codes';
import { readDeviceTable } from './read-mapping';

/** Which list of the table a code would be translated in. */
export type CodeKind = 'assays' | 'analytes' | 'flags' | 'deviceStates';

/** A code of a device that means nothing in this lab yet. */
export type UnknownCode = {
  kind: CodeKind;
  code: string;
  /** What else the same field says, such as a name beside a code. */
  alternatives: readonly string[];
  /** Of the messages that were read, those that it is in. */
  messages: number;
  /** When the latest of them came; ISO. */
  lastAt: string;
};

export type UnknownCodes = { read: number; codes: UnknownCode[] };

/** So many of the latest, and of those that were quarantined for a code. */
const MOST_MESSAGES = 100;
const MOST_BYTES = 2 * 1024 * 1024;
const COLUMNS = { id: true, size: true, position: true } as const;

/** The latest messages that say codes of the device's own (JSON says the lab's), within a bound. */
async function latestIds(ctx: Ctx, deviceId: string): Promise<string[]> {
  const where = { deviceId, clearedAt: null, format: { not: 'json' as const } };
  const asked = { select: COLUMNS, orderBy: { position: 'desc' }, take: MOST_MESSAGES } as const;
  const [latest, failed] = await Promise.all([
    ctx.db.instrumentMessage.findMany({ where, ...asked }),
    ctx.db.instrumentMessage.findMany({
      where: {
        ...where,
        status: 'quarantined',
        code: { in: ['unknown_assay', 'unknown_analyte'] },
      },
      ...asked,
    }),
  ]);
  const ids = new Set<string>();
  let bytes = 0;
  for (const { id, size } of [...failed, ...latest]) {
    if (ids.has(id)) continue;
    bytes += size;
    if (bytes > MOST_BYTES) break;
    ids.add(id);
  }
  return [...ids];
}

type Said = { kind: CodeKind; name: CodeName };

const plain = (kind: CodeKind, code: string): Said => ({ kind, name: { code, alternatives: [] } });

function saidBy(event: InstrumentEvent): Said[] {
  switch (event.kind) {
    case 'specimen.started':
    case 'specimen.failed':
      return event.assay ? [{ kind: 'assays', name: event.assay }] : [];
    case 'order.placed':
    case 'order.cancelled':
      return event.assays.map((name) => ({ kind: 'assays', name }));
    case 'specimen.resulted':
      return event.tests.flatMap(({ assay, results }) => [
        ...(assay ? [{ kind: 'assays' as const, name: assay }] : []),
        ...results.flatMap(({ analyte, flags }): Said[] => [
          { kind: 'analytes', name: analyte },
          ...flags.map((flag) => plain('flags', flag)),
        ]),
      ]);
    case 'device.state':
      return [plain('deviceStates', event.code)];
    default:
      return [];
  }
}

const namesOf = ({ code, alternatives }: CodeName) => [code, ...alternatives];

/**
 * Codes in the latest stored messages of a device that the lab knows neither by its own codes nor by
 * LOINC, as the device's table reads them now; those in most messages first.
 */
export async function unknownCodes(ctx: Ctx, name: string): Promise<UnknownCodes> {
  const deviceId = await findDevice(ctx.db, ctx, 'mapping.write', name);
  const [{ table }, ids, states] = await Promise.all([
    readDeviceTable(ctx.db, ctx, deviceId),
    latestIds(ctx, deviceId),
    stateTable(ctx),
  ]);
  const rows = await ctx.db.instrumentMessage.findMany({
    where: { id: { in: ids } },
    select: { raw: true, format: true, receivedAt: true },
    orderBy: { position: 'desc' },
  });
  const heard = new Map<string, UnknownCode>();
  for (const { raw, format, receivedAt } of rows) {
    if (raw === null) continue;
    // Others are answered between two messages.
    await setImmediate();
    const inMessage = new Map<string, Said>();
    try {
      const timeZone = table.timeZone ?? ctx.lab.timeZone;
      const { events } = readMessage(format, raw, table, { timeZone, receivedAt });
      for (const said of events.flatMap(saidBy)) {
        inMessage.set(`${said.kind} ${said.name.code}`, said);
      }
    } catch (error) {
      if (!(error instanceof UnreadableMessage)) throw error;
    }
    for (const [key, { kind, name: said }] of inMessage) {
      const known = heard.get(key);
      if (known) known.messages += 1;
      else {
        const lastAt = receivedAt.toISOString();
        heard.set(key, { kind, ...said, messages: 1, lastAt });
      }
    }
  }
  const all = [...heard.values()];
  const catalogue = await readCatalogue(ctx.db, ctx, {
    assays: all.filter(({ kind }) => kind === 'assays').flatMap(namesOf),
    analytes: all.filter(({ kind }) => kind === 'analytes').flatMap(namesOf),
    assayIds: [],
    analyteIds: [],
    errorCodes: [],
  });
  const stateCodes = new Set(Object.keys(states.meanings));
  const isKnown = (said: UnknownCode) => {
    switch (said.kind) {
      case 'assays':
        return catalogue.assaysNamed(namesOf(said)).length > 0;
      case 'analytes':
        return catalogue.analyteNamed(namesOf(said)) !== undefined;
      case 'flags':
        return FLAG_CODES.has(said.code.toUpperCase());
      case 'deviceStates':
        return stateCodes.has(said.code.toUpperCase());
    }
  };
  return {
    read: rows.length,
    codes: all.filter((said) => !isKnown(said)).sort((a, b) => b.messages - a.messages),
  };
}
