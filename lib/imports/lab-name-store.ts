import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { sameName } from '@/lib/platform/db/same-name';
import { newId } from '@/lib/platform/ids';
import type { ImportRow } from './import-row';
import { NAME_KINDS, type LabNames, type NameKind } from './lab-names';
import { namesOf } from './resolve-row';

/** What a name not seen before comes with. */
type NewName = { name: string; department: string | null; unit: string | null; hasResult: boolean };

async function readNames(ctx: Ctx): Promise<LabNames> {
  const [assays, devices, locations, errorCodes, reasons] = await Promise.all([
    ctx.db.assay.findMany({
      select: {
        id: true,
        code: true,
        analytes: { select: { analyteId: true, analyte: { select: { unit: true } } } },
      },
    }),
    ctx.db.device.findMany({ select: { id: true, name: true } }),
    ctx.db.location.findMany({ select: { id: true, name: true } }),
    ctx.db.errorCode.findMany({ select: { id: true, code: true } }),
    ctx.db.rejectionReason.findMany({ select: { id: true, code: true, name: true } }),
  ]);
  const named = (rows: { id: string; name: string }[]) =>
    new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]));
  return {
    assays: new Map(
      assays.map(({ id, code, analytes }) => [
        code.toLowerCase(),
        {
          id,
          analytes: analytes.map(({ analyteId }) => analyteId),
          unit: analytes[0]?.analyte.unit ?? null,
        },
      ]),
    ),
    devices: named(devices),
    locations: named(locations),
    errorCodes: new Map(errorCodes.map(({ id, code }) => [code.toLowerCase(), id])),
    rejectionReasons: new Map([
      ...named(reasons),
      ...reasons.map(({ id, code }): [string, string] => [code.toLowerCase(), id]),
    ]),
  };
}

/**
 * The lab's names while an import runs. What is missing is made in a transaction of its own before
 * the rows that need it: locations always, as they are only names, the rest with create_missing.
 */
export class LabNameStore {
  /** The names this import makes, or a real run would, with how many rows use each. */
  readonly made = new Map<NameKind, Map<string, { name: string; count: number }>>();
  #turn: Promise<void> = Promise.resolve();

  private constructor(
    readonly names: LabNames,
    private readonly ctx: Ctx,
    private readonly options: { createMissing: boolean; dryRun: boolean },
  ) {}

  static async open(
    ctx: Ctx,
    options: { createMissing: boolean; dryRun: boolean },
  ): Promise<LabNameStore> {
    return new LabNameStore(await readNames(ctx), ctx, options);
  }

  /** Makes what these rows need and may be made. Several callers take turns. */
  prepare(rows: readonly ImportRow[]): Promise<void> {
    const mine = this.#turn.then(() => this.#prepare(rows));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #prepare(rows: readonly ImportRow[]): Promise<void> {
    const missing = this.#missing(rows);
    const withResults = this.#assaysWithoutAnalyte(rows);
    if (missing.size === 0 && withResults.size === 0) return;
    if (this.options.dryRun) {
      for (const [kind, names] of missing)
        for (const given of names.values()) this.#pretend(kind, given);
      for (const key of withResults.keys()) this.names.assays.get(key)?.analytes.push(newId());
      return;
    }
    await this.ctx.db.$transaction(async (tx) => {
      for (const kind of NAME_KINDS) {
        for (const given of missing.get(kind)?.values() ?? [])
          await make[kind](tx, this.ctx, given);
      }
      for (const [key, given] of withResults) {
        const assay = this.names.assays.get(key);
        if (assay) await makeAnalyte(tx, this.ctx, assay.id, given);
      }
    });
    Object.assign(this.names, await readNames(this.ctx));
  }

  /** An assay without any analyte gets one of its own code once a row brings it a result. */
  #assaysWithoutAnalyte(rows: readonly ImportRow[]): Map<string, NewName> {
    const found = new Map<string, NewName>();
    if (!this.options.createMissing) return found;
    for (const { result, assay, units: unit } of rows) {
      if (result === null) continue;
      const key = assay.toLowerCase();
      if (this.names.assays.get(key)?.analytes.length !== 0) continue;
      found.set(key, { name: assay, department: null, unit, hasResult: true });
    }
    return found;
  }

  #missing(rows: readonly ImportRow[]): Map<NameKind, Map<string, NewName>> {
    const missing = new Map<NameKind, Map<string, NewName>>();
    for (const row of rows) {
      for (const [kind, name] of namesOf(row)) {
        if (name === null) continue;
        const key = name.toLowerCase();
        const isKnown = this.names[kind].has(key);
        const made = this.#countMade(kind, name, !isKnown);
        if (!made || isKnown) continue;
        const ofKind = missing.get(kind) ?? new Map<string, NewName>();
        missing.set(kind, ofKind);
        const hasResult = row.result !== null || ofKind.get(key)?.hasResult === true;
        ofKind.set(key, { name, department: row.department, unit: row.units, hasResult });
      }
    }
    return missing;
  }

  /** Counts the rows of a name this import makes; false for a name that it does not make. */
  #countMade(kind: NameKind, name: string, isMissing: boolean): boolean {
    const made = this.made.get(kind) ?? new Map<string, { name: string; count: number }>();
    this.made.set(kind, made);
    const counted = made.get(name.toLowerCase());
    if (counted) counted.count += 1;
    else if (isMissing && (kind === 'locations' || this.options.createMissing)) {
      made.set(name.toLowerCase(), { name, count: 1 });
    } else return false;
    return true;
  }

  #pretend(kind: NameKind, given: NewName): void {
    const key = given.name.toLowerCase();
    if (kind === 'assays') {
      const analytes = given.hasResult ? [newId()] : [];
      this.names.assays.set(key, { id: newId(), analytes, unit: given.unit });
    } else this.names[kind].set(key, newId());
  }
}

type Make = (tx: LabTx, ctx: Ctx, given: NewName) => Promise<void>;

/** One audit event for each, in the transaction that makes it. */
async function audited(
  tx: LabTx,
  ctx: Ctx,
  entity: string,
  id: string,
  after: Record<string, string | null>,
): Promise<void> {
  await recordAuditEvent(tx, ctx, { action: `${entity}.create`, entity, entityId: id, after });
}

async function departmentId(tx: LabTx, ctx: Ctx, name: string | null): Promise<string | null> {
  if (name === null) return null;
  const where = { name: sameName(name) };
  const known = await tx.department.findFirst({ where, select: { id: true } });
  if (known) return known.id;
  const id = newId();
  await tx.department.create({ data: { id, labId: ctx.lab.id, name } });
  await audited(tx, ctx, 'department', id, { name });
  return id;
}

async function makeAnalyte(tx: LabTx, ctx: Ctx, assayId: string, given: NewName): Promise<void> {
  const { name: code, unit } = given;
  const labId = ctx.lab.id;
  const where = { code: sameName(code) };
  const known = await tx.analyte.findFirst({ where, select: { id: true } });
  const analyteId = known?.id ?? newId();
  if (!known) {
    await tx.analyte.create({ data: { id: analyteId, labId, code, name: code, unit } });
    await audited(tx, ctx, 'analyte', analyteId, { code, unit });
  }
  await tx.assayAnalyte.create({ data: { labId, assayId, analyteId } });
}

const make: Record<NameKind, Make> = {
  async assays(tx, ctx, given) {
    const id = newId();
    const code = given.name;
    const department = await departmentId(tx, ctx, given.department);
    await tx.assay.create({
      data: { id, labId: ctx.lab.id, code, name: code, departmentId: department },
    });
    await audited(tx, ctx, 'assay', id, { code, department: given.department });
    if (given.hasResult) await makeAnalyte(tx, ctx, id, given);
  },
  async devices(tx, ctx, { name }) {
    const id = newId();
    await tx.device.create({ data: { id, labId: ctx.lab.id, name, type: 'Instrument' } });
    await audited(tx, ctx, 'device', id, { name });
  },
  async locations(tx, ctx, { name }) {
    const id = newId();
    await tx.location.create({ data: { id, labId: ctx.lab.id, name } });
    await audited(tx, ctx, 'location', id, { name });
  },
  async errorCodes(tx, ctx, { name: code }) {
    const id = newId();
    await tx.errorCode.create({ data: { id, labId: ctx.lab.id, code, name: code } });
    await audited(tx, ctx, 'error_code', id, { code });
  },
  async rejectionReasons(tx, ctx, { name }) {
    const id = newId();
    const code = name.slice(0, 64);
    await tx.rejectionReason.create({
      data: { id, labId: ctx.lab.id, code, name, group: 'other' },
    });
    await audited(tx, ctx, 'rejection_reason', id, { code, name });
  },
};
