import { rmSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { ROLES } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { pool, unboundDb } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import { openAnchorFile } from './anchor-file';
import { auditCsv } from './audit-csv';
import { readAuditStatus } from './audit-status';
import { AuditListQuery } from './contract';
import { listAuditEvents } from './list-audit-events';
import { recordAuditEvent } from './record-audit-event';
import { sealEvents } from './seal-events';
import { writeAnchors } from './write-anchors';

const KEY = Buffer.from(env().AUDIT_KEY, 'base64');
const AT = new Date('2026-03-01T08:00:00Z');

let lab: TestLab;
let other: TestLab;
let ctx: Ctx;
let specimenId: string;

const list = (query: Record<string, unknown> = {}, by: Ctx = ctx) =>
  listAuditEvents(by, AuditListQuery.parse(query));
const actions = async (query: Record<string, unknown>) =>
  (await list(query)).data.map(({ action }) => action);

beforeAll(async () => {
  lab = await makeTestLab();
  other = await makeTestLab();
  ctx = await lab.ctxFor('manager', AT);
  specimenId = newId();
  await ctx.db.specimen.create({
    data: { id: specimenId, labId: lab.lab.id, number: 'S-1', stateKey: 'received' },
  });
  const key = lab.keyCtxFor('lis');
  const at = (minutes: number, by: Ctx = ctx) => ({
    ...by,
    now: new Date(AT.getTime() + minutes * 60_000),
  });
  await recordAuditEvent(ctx.db, at(0), {
    action: 'specimen.create',
    entity: 'specimen',
    entityId: specimenId,
    after: { specimen_id: 'S-1', state: 'received' },
  });
  await recordAuditEvent(ctx.db, at(1, key), {
    action: 'critical.call',
    entity: 'critical',
    entityId: newId(),
    after: { specimen_id: 'S-1', read_back: true },
  });
  await recordAuditEvent(ctx.db, at(2), {
    action: 'assay.update',
    entity: 'assay',
    entityId: 'K',
    before: { name: '=1+1', low: -18.6 },
    after: { name: '@x', low: -3 },
    reason: '=HYPERLINK("http://evil.test")',
  });
  await recordAuditEvent(
    ctx.db,
    { ...at(2), requestId: 'Wanted-request-1' },
    {
      action: 'assay.retire',
      entity: 'assay',
      entityId: '-18.6',
      reason: '-18.6',
    },
  );
  const stranger = await other.ctxFor('manager', AT);
  await recordAuditEvent(stranger.db, stranger, {
    action: 'specimen.create',
    entity: 'specimen',
    entityId: newId(),
    after: { specimen_id: 'S-1', mark: 'STRANGE' },
  });
});

describe('the list', () => {
  test("is the lab's own events, the newest first", async () => {
    const { data, nextCursor } = await list();
    expect(data.map(({ action }) => action)).toEqual([
      'assay.retire',
      'assay.update',
      'critical.call',
      'specimen.create',
    ]);
    expect(nextCursor).toBeNull();
    expect(data[1]).toMatchObject({
      at: '2026-03-01T08:02:00.000Z',
      actor: { kind: 'person', name: 'Test manager' },
      before: { name: '=1+1', low: -18.6 },
      specimen_id: null,
    });
    expect(data.at(-1)).toMatchObject({ entity_id: specimenId, specimen_id: 'S-1' });
    expect(JSON.stringify(data)).not.toContain('STRANGE');
  });

  test.each([
    [{ from: '2026-03-01T09:01:00+01:00', to: '2026-03-01T09:02:00+01:00' }, ['critical.call']],
    [{ actor: 'TEST KEY' }, ['critical.call']],
    [{ actor: '%' }, []],
    [{ action: 'assay.update' }, ['assay.update']],
    [{ action: 'assay.' }, ['assay.retire', 'assay.update']],
    [{ action: 'assay' }, []],
    [{ entity: 'critical' }, ['critical.call']],
    [{ entity_id: 'S-1' }, ['critical.call', 'specimen.create']],
    [{ entity_id: 'S-1', entity: 'specimen' }, ['specimen.create']],
    [{ entity_id: 'K' }, ['assay.update']],
    [{ entity_id: 'S-2' }, []],
    [{ request_id: 'wanted-REQUEST' }, ['assay.retire']],
  ])('narrowed by %o', async (query, expected) => {
    expect(await actions(query)).toEqual(expected);
  });

  test('by the ids of actor and specimen', async () => {
    expect(await actions({ entity_id: specimenId })).toEqual(['specimen.create']);
    if (ctx.actor.kind !== 'person') throw new Error('a person');
    expect(await actions({ actor: ctx.actor.userId })).toHaveLength(3);
  });

  test('comes in pages that neither repeat nor leave out, also within one millisecond', async () => {
    const seen = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 1, ...(cursor ? { cursor } : {}) });
      seen.push(...page.data);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual((await list()).data);
    expect(seen).toHaveLength(4);
  });

  test('refuses a cursor that is not its own', async () => {
    await expect(list({ cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

test('only managers and admins read it, export it or see how far it is sealed', async () => {
  for (const role of ROLES) {
    const by = await lab.ctxFor(role);
    const all = [() => list({}, by), async () => auditCsv(by, {}), () => readAuditStatus(by)].map(
      (ask) =>
        ask().then(
          () => 'ok',
          (error: { code: string }) => error.code,
        ),
    );
    const may = role === 'manager' || role === 'admin';
    expect(new Set(await Promise.all(all)), role).toEqual(new Set([may ? 'ok' : 'forbidden']));
  }
  for (const role of ['instrument', 'lis', 'orchestrator'] as const) {
    await expect(list({}, lab.keyCtxFor(role))).rejects.toMatchObject({ code: 'forbidden' });
  }
});

describe('the export', () => {
  const rowsOf = async (filter: Parameters<typeof auditCsv>[1]) => {
    const response = auditCsv(ctx, filter);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows: Record<string, string>[] = parse(await response.text(), {
      columns: true,
      bom: true,
    });
    return rows;
  };

  test('honours the filters and defuses formulas without touching numbers', async () => {
    const rows = await rowsOf({ entity: 'assay' });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ entity_id: '-18.6', reason: '-18.6', before: '' });
    expect(rows[1]).toMatchObject({
      action: 'assay.update',
      reason: `'=HYPERLINK("http://evil.test")`,
      before: '{"low":-18.6,"name":"=1+1"}',
    });
  });

  test('goes on past a page, each event once, and holds nothing of another lab', async () => {
    const many = await makeTestLab();
    const by = await many.ctxFor('manager', AT);
    await unboundDb().auditEvent.createMany({
      data: Array.from({ length: 2_500 }, (_, index) => ({
        id: newId(),
        labId: many.lab.id,
        at: new Date(AT.getTime() + Math.floor(index / 700)),
        actorKind: 'system' as const,
        actorName: 'job',
        action: 'lab.test',
        entity: 'lab',
        entityId: String(index),
        requestId: 'r',
      })),
    });
    const text = await auditCsv(by, {}).text();
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(new Set(rows.map(({ entity_id }) => entity_id)).size).toBe(2_500);
    expect(rows).toHaveLength(2_500);
    expect(text).not.toContain('S-1');
  });
});

test('the status says how far the trail is sealed and anchored, for this lab alone', async () => {
  expect(await readAuditStatus(ctx)).toEqual({
    sealed_to: 0,
    sealed_at: null,
    unsealed: 4,
    late: 0,
    anchor: null,
    anchor_agrees: true,
  });
  while ((await sealEvents(pool(), KEY)) > 0);
  expect(await readAuditStatus(ctx)).toMatchObject({ sealed_to: 4, unsealed: 0, anchor: null });
  const file = openAnchorFile(env().AUDIT_ANCHOR);
  await writeAnchors(pool(), file, { all: true });
  expect(await readAuditStatus(ctx)).toMatchObject({
    sealed_to: 4,
    anchor: { position: 4 },
    anchor_agrees: true,
  });
  expect((await list()).data.map(({ seal }) => seal?.position)).toEqual([4, 3, 2, 1]);
  const chain = lab.lab.id;
  await file.append([{ chain, position: 9, hash: 'ab'.repeat(32), at: AT.toISOString() }]);
  expect(await readAuditStatus(ctx)).toMatchObject({ anchor_agrees: false });
  rmSync(env().AUDIT_ANCHOR);
});
