import { beforeAll, describe, expect, it } from 'vitest';
import { NewAlertRule } from '@/lib/alerts/rules/contract';
import { createRule } from '@/lib/alerts/rules/create-rule';
import { createSilence } from '@/lib/alerts/silences/create-silence';
import { makeChannel, queue } from '@/lib/alerts/delivery/testing-outbox';
import { addContainer } from '@/lib/containers/add-containers';
import { moveByPlace } from '@/lib/containers/moves/move-container';
import { acceptMessage } from '@/lib/instruments/receive/accept-message';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { fitPeriod } from '@/lib/planning/fit/fit-period';
import { queueWhatIf } from '@/lib/planning/what-ifs/queue-what-if';
import { roleMay } from '@/lib/platform/access/permissions';
import { KEY_ROLES, ROLES } from '@/lib/platform/access/roles';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { newId } from '@/lib/platform/ids';
import { NewStep } from '@/lib/processes/contract';
import { recordSteps } from '@/lib/processes/steps/record-steps';
import { NewRuleSet } from '@/lib/quality/contract';
import { createRuleSet } from '@/lib/quality/rule-sets/create-rule-set';
import { startLabRun } from '@/lib/quality/runs/start-lab-run';
import { registerProcess } from '@/lib/processes/register-process';
import { startExperiment } from '@/lib/processes/experiments/start-experiment';
import { addressOf } from './endpoint-address';
import { ENDPOINTS } from './endpoint-list';
import { callRoute, signedIn, storedKey } from './testing-requests';

// In everything that lab A owns; no answer to lab B may hold it.
const MARK = 'ZZMARK';

let labA: LabRef;
let labB: LabRef;
/** Where every role tries everything: whatever may be wiped is wiped there. */
let labC: LabRef;
/** What parameters in an address are called, with a row of lab A that has it. */
let ofLabA: Record<string, string>;
/** The same where that says another thing below an address. */
let below: Record<string, Record<string, string>>;

async function fillLab(lab: LabRef): Promise<Record<string, string>> {
  const db = unboundDb();
  const labId = lab.id;
  const id = () => newId();
  const name = `${MARK} thing`;
  await db.department.create({ data: { id: id(), labId, name } });
  await db.location.create({ data: { id: id(), labId, name } });
  await db.device.create({ data: { id: id(), labId, name, type: MARK, slots: 2 } });
  await db.analyte.create({ data: { id: id(), labId, code: MARK, name } });
  await db.errorCode.create({ data: { id: id(), labId, code: MARK, name } });
  const group = 'other';
  await db.rejectionReason.create({ data: { id: id(), labId, code: MARK, name, group } });
  const [assayId, specimenId, importId] = [id(), id(), id()];
  await db.assay.create({ data: { id: assayId, labId, code: MARK, name } });
  const [receivedAt, releasedAt] = [
    new Date(Date.now() - 7_200_000),
    new Date(Date.now() - 60_000),
  ];
  await db.specimen.create({
    data: { id: specimenId, labId, number: MARK, stateKey: 'published', receivedAt },
  });
  const testId = id();
  await db.orderedTest.create({
    data: { id: testId, labId, specimenId, assayId, stateKey: 'published', receivedAt, releasedAt },
  });
  await db.import.create({
    data: {
      id: importId,
      labId,
      fileName: `${MARK}.csv`,
      fileSize: 3,
      fileHash: new Uint8Array(32),
      status: 'completed',
      actorKind: 'system',
      actorName: MARK,
      actorRole: 'admin',
      requestId: MARK,
    },
  });
  return { code: MARK, name, specimen_id: MARK, number: MARK, import_id: importId, id: importId };
}

beforeAll(async () => {
  const made = await makeTestLab();
  labA = made.lab;
  labB = (await makeTestLab()).lab;
  labC = (await makeTestLab()).lab;
  const filled = await fillLab(labA);
  const device = filled.name ?? '';
  const ctx = await made.ctxFor('admin');
  const place = { device, position: 0, lidded: true, filled: true };
  await addContainer(ctx, { ...place, name: device, barcode: MARK });
  const { process } = await registerProcess(ctx, { name: MARK, source: MARK });
  const experiment = await startExperiment(ctx, { process_uuid: process.uuid });
  const given = { name: MARK, device, start: '2026-03-01T08:00:00Z', status: 'running' };
  const rows = [NewStep.parse({ ...given, experiment_uuid: experiment.uuid })];
  const [step] = await recordSteps(ctx, { rows, many: false });
  const ends = { source_device: device, source_pos: 1, target_device: device, target_pos: 0 };
  await expect(moveByPlace(ctx, ends)).rejects.toMatchObject({ code: 'conflict' });
  const conflict = await ctx.db.placementConflict.findFirstOrThrow();
  const rule = await createRule(ctx, NewAlertRule.parse({ name: MARK, kind: 'sla_breach' }));
  const channel = await makeChannel(labA, `https://example.test/${MARK}`, { name: MARK });
  const notificationId = await queue(channel, MARK);
  const alertId = newId();
  const now = new Date();
  await unboundDb().alert.create({
    data: {
      id: alertId,
      labId: labA.id,
      ruleId: rule.id,
      fingerprint: MARK,
      status: 'firing',
      severity: 'info',
      subjectKind: 'lab',
      subjectId: labA.id,
      summary: MARK,
      startedAt: now,
      firedAt: now,
      seenAt: now,
    },
  });
  const silence = await createSilence(ctx, {
    matchers: [{ label: 'alert', value: alertId }],
    ends_at: new Date(now.getTime() + 3_600_000),
    reason: MARK,
  });
  const { id: deviceId } = await ctx.db.device.findFirstOrThrow({ where: { type: MARK } });
  const actor = { kind: 'key', keyId: newId(), deviceId, name: MARK, role: 'instrument' } as const;
  const bytes = Buffer.from(MARK);
  const message = await acceptMessage(
    { lab: labA, deviceId, proof: 'key', actor },
    { bytes, format: 'json', webhookId: MARK, requestId: newId(), now: new Date() },
  );
  const text = `rules: [{ name: ${MARK}, type: row_count, min: 1 }]`;
  const ruleSet = await createRuleSet(ctx, NewRuleSet.parse({ name: MARK, text }));
  const run = await startLabRun(ctx, { rule_set: ruleSet.id });
  const whatIf = await queueWhatIf(ctx, {
    name: MARK,
    from: new Date(now.getTime() - 86_400_000),
    to: now,
    question: {
      kind: 'what_if',
      fit: (await fitPeriod(ctx, { from: new Date(0), to: new Date(1) }, { edits: [] })).baseline,
      simulation: {
        model: { groups: [], demand: [], stat_first: false },
        scenarios: [],
        seed: 1,
        runs: 2,
      },
      came: null,
    },
  });
  ofLabA = { ...filled, ref: MARK, slot: '0' };
  below = {
    processes: { uuid: process.uuid },
    experiments: { uuid: experiment.uuid },
    steps: { id: step?.id ?? '' },
    'placement-conflicts': { id: conflict.id },
    'alert-rules': { id: rule.id },
    channels: { id: channel.id },
    notifications: { id: notificationId },
    alerts: { id: alertId },
    silences: { id: silence.id },
    'what-if': { id: whatIf.id },
    'instrument-messages': { id: message.id },
    'dq/rule-sets': { id: ruleSet.id, version: '1' },
    'dq/runs': { id: run.id },
  };
});

/** What an endpoint's address says of lab A. */
function paramsOf({ path }: Endpoint): Record<string, string> {
  const [first = '', second = ''] = path.split('/').slice(1);
  return { ...ofLabA, ...(below[first] ?? below[`${first}/${second}`]) };
}

function nameOf(endpoint: Endpoint): string {
  return `${endpoint.method} ${addressOf(endpoint)}`;
}

// What proves itself by its own bytes asks for no role; its own tests say who is refused.
const BY_ROLE = ENDPOINTS.filter(({ proof }) => proof === undefined);
const each = BY_ROLE.map((endpoint) => [nameOf(endpoint), endpoint] as const);

function bodyOf(endpoint: Endpoint): unknown {
  return endpoint.method === 'GET' || endpoint.method === 'DELETE' ? undefined : {};
}

function send(endpoint: Endpoint, headers: Record<string, string>, params = {}) {
  return callRoute(endpoint, { headers, params, body: bodyOf(endpoint) });
}

describe('every route', () => {
  it('is there to be tried', () => expect(ENDPOINTS.length).toBeGreaterThan(20));

  it.each(ENDPOINTS.map((one) => [nameOf(one), one] as const))(
    '%s refuses whoever does not prove who they are',
    async (_, endpoint) => {
      const lab = labA;
      const strangers: Record<string, Record<string, string>> = {
        nobody: {},
        'a made-up key': { authorization: `Bearer bw_${'x'.repeat(43)}` },
        'another scheme': { authorization: 'Basic YWRtaW46YWRtaW4=' },
        'a revoked key': await storedKey(lab, 'admin', 'revoked'),
        'an expired key': await storedKey(lab, 'admin', 'expired'),
        'a forged cookie': {
          cookie: 'next-auth.session-token=e30.e30.e30',
          origin: 'http://localhost:3000',
        },
        'a disabled person': await signedIn([{ lab, role: 'admin' }], 'disabled'),
        'a person signed out': await signedIn([{ lab, role: 'admin' }], 'signed out'),
        'a session too old': await signedIn([{ lab, role: 'admin' }], 'expired'),
      };
      for (const [who, headers] of Object.entries(strangers)) {
        const answer = await send(endpoint, headers);
        expect(answer.status, who).toBe(401);
        expect(answer.headers.get('content-type'), who).toBe('application/problem+json');
        expect(answer.headers.get('x-request-id'), who).toBeTruthy();
      }
    },
  );

  it.each(each)('%s does what the table of permissions says for each role', async (_, endpoint) => {
    const people = ROLES.map(
      async (role) => [role, `person ${role}`, await signedIn([{ lab: labC, role }])] as const,
    );
    const keys = KEY_ROLES.map(
      async (role) => [role, `key ${role}`, await storedKey(labC, role)] as const,
    );
    for (const [role, who, headers] of await Promise.all([...people, ...keys])) {
      const { status, text } = await send(endpoint, headers);
      if (roleMay(role, endpoint.may)) {
        expect([401, 403], who).not.toContain(status);
        expect(status, `${who}: ${text}`).toBeLessThan(500);
      } else {
        expect(status, who).toBe(403);
      }
    }
  });

  it.each(each)('%s shows and tells nothing of another lab', async (_, endpoint) => {
    const foreign = {
      key: await storedKey(labB, 'admin'),
      person: await signedIn([{ lab: labB, role: 'admin' }]),
    };
    for (const headers of Object.values(foreign)) {
      const named = await send(endpoint, { ...headers, 'x-lab': labA.slug }, paramsOf(endpoint));
      expect(named.status).toBe(404);
      const unknown = await send(
        endpoint,
        { ...headers, 'x-lab': 'no-such-lab' },
        paramsOf(endpoint),
      );
      expect(unknown.status).toBe(404);
      expect(JSON.parse(named.text).detail).toBe(JSON.parse(unknown.text).detail);

      const own = await send(endpoint, headers, paramsOf(endpoint));
      expect(own.status, own.text).toBeLessThan(500);
      if (endpoint.path.includes('{') && endpoint.method === 'GET') expect(own.status).toBe(404);
      const echoed = own.status >= 400;
      if (!echoed) expect(own.text).not.toContain(MARK);
      expect(own.text).not.toContain(labA.id);
      expect(own.text).not.toContain(labA.slug);
    }
  });

  // Or nothing above would be told apart from what nobody has.
  it.each(each.filter(([, { path, method }]) => path.includes('{') && method === 'GET'))(
    '%s shows it to its own lab',
    async (_, endpoint) => {
      const own = await send(endpoint, await storedKey(labA, 'admin'), paramsOf(endpoint));
      expect(own.status, own.text).toBe(200);
    },
  );

  it.each(each.filter(([, { path, method }]) => path.includes('{') && method !== 'GET'))(
    '%s changes nothing of another lab',
    async (_, endpoint) => {
      const headers = await storedKey(labB, 'admin');
      const params = paramsOf(endpoint);
      const body = endpoint.method === 'PATCH' ? { active: false } : bodyOf(endpoint);
      const answer = await callRoute(endpoint, { headers, params, body });
      expect([404, 422]).toContain(answer.status);
    },
  );

  it('left what lab A has as it was', async () => {
    const where = { labId: labA.id };
    const db = unboundDb();
    expect(await db.container.findMany({ where })).toMatchObject([{ removedAt: null }]);
    expect(await db.containerMove.count({ where })).toBe(1);
    expect(await db.device.findMany({ where: { ...where, type: MARK } })).toMatchObject([
      { slots: 2, retiredAt: null, certificatePem: null },
    ]);
    expect(await db.deviceStateChange.count({ where })).toBe(0);
    expect(await db.experiment.findMany({ where })).toMatchObject([{ finishedAt: null }]);
    expect(await db.step.findMany({ where })).toMatchObject([{ finishedAt: null }]);
    expect(await db.placementConflict.findMany({ where })).toMatchObject([{ endedAt: null }]);
    expect(await db.alertRule.findFirst({ where: { ...where, name: MARK } })).toMatchObject({
      version: 1,
      removedAt: null,
    });
    expect(await db.alert.findMany({ where })).toMatchObject([{ status: 'firing', version: 1 }]);
    expect(await db.silence.findMany({ where })).toMatchObject([{ endedAt: null, reason: MARK }]);
    expect(await db.whatIf.findMany({ where })).toMatchObject([{ status: 'queued', name: MARK }]);
    expect(await db.ruleSet.findMany({ where })).toMatchObject([{ version: 1, removedAt: null }]);
    expect(await db.qualityRun.findMany({ where })).toMatchObject([{ status: 'queued' }]);
    expect(await db.instrumentMessage.findMany({ where })).toMatchObject([
      { status: 'accepted', attempts: 0 },
    ]);
  });
});
