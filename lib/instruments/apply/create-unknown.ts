import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { readCatalogue } from '@/lib/labs/catalogue/read-catalogue';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { LabOrder } from '@/lib/specimens/batch/tube-work';
import { SPECIMEN_NUMBER } from '@/lib/specimens/contract';
import { insertSpecimen } from '@/lib/specimens/insert-specimen';
import { readyTests } from '@/lib/specimens/ready-tests';
import type { CodeName, InstrumentEvent } from '../event';
import type { InboxDevice, StoredMessage } from '../inbox/stored-message';
import { codeRemedy } from './code-remedy';
import { namesOf } from './name-test';
import { Refused } from './refused';
import { refuseAhead } from './scene';
import { numbersOf, wantedBy } from './wanted-names';

type Creating = Extract<InstrumentEvent, { kind: 'specimen.started' | 'specimen.resulted' }>;

/** Whether an event is enough to know of a specimen: work on it has begun, or is done. */
export function mayCreate(event: InstrumentEvent): event is Creating {
  return event.kind === 'specimen.started' || event.kind === 'specimen.resulted';
}

function assaysOf(event: Creating): CodeName[] {
  const named = event.kind === 'specimen.started' ? [event] : event.tests;
  return named.flatMap(({ assay }) => assay ?? []);
}

/** Creates one specimen from what a message says of it: received, with the tests it names. */
async function createOne(
  tx: LabTx,
  ctx: Ctx,
  order: LabOrder,
  device: InboxDevice,
  message: Pick<StoredMessage, 'format'>,
  number: string,
  events: readonly InstrumentEvent[],
): Promise<void> {
  const creating = events.filter(mayCreate);
  const names = creating.flatMap(assaysOf);
  if (!SPECIMEN_NUMBER.test(number)) {
    throw new Refused(
      'unknown_specimen',
      `“${number}” cannot be the number of a specimen: correct the label rule of ${device.name}, then replay.`,
    );
  }
  if (names.length === 0) {
    throw new Refused(
      'unknown_specimen',
      `This lab has no specimen ${number}, and the message names no assay to create it with: enter it.`,
      number,
    );
  }
  const wanted = wantedBy(creating);
  const catalogue = await readCatalogue(tx, ctx, { ...wanted, assayIds: [], analyteIds: [] });
  const assays = names.map((name) => {
    const assay = catalogue.assaysNamed(namesOf(name)).find(({ active }) => active);
    if (assay) return assay;
    throw new Refused(
      'unknown_assay',
      `This lab has no assay “${name.code}” in use: ${codeRemedy(message, device.name, 'assays')}`,
    );
  });
  const told = events.flatMap((event) => (event.kind === 'specimen.facts' ? [event.facts] : []));
  const collectedAt = told.find((facts) => facts.collectedAt)?.collectedAt ?? null;
  const stated = told.find((facts) => facts.receivedAt)?.receivedAt ?? null;
  const [first] = creating;
  const receivedAt = stated ?? first?.at ?? ctx.now;
  refuseAhead({ ...ctx, device }, receivedAt, 'The receipt');
  refuseAhead({ ...ctx, device }, collectedAt, 'The collection');
  const distinct = [...new Map(assays.map((assay) => [assay.id, assay])).values()];
  const planned = distinct.map(({ code }) => ({
    assay: code,
    priority: 'ROUTINE' as const,
    orderedAt: null,
    receivedAt,
  }));
  const ids = distinct.map(({ id }) => id);
  const tests = readyTests(order.dueRules, planned, ids, { collectedAt, locationId: null });
  const id = newId();
  await insertSpecimen(tx, ctx, order.rules, {
    id,
    number,
    state: 'received',
    specimenType: told.find(({ type }) => type)?.type?.slice(0, 200) ?? null,
    locationId: null,
    priority: undefined,
    collectedAt,
    receivedAt,
    tests,
  });
  await recordAuditEvent(tx, ctx, {
    action: 'specimen.create',
    entity: 'specimen',
    entityId: id,
    after: {
      specimen_id: number,
      state: 'received',
      device: device.name,
      assays: distinct.map(({ code }) => code),
    },
  });
}

/** Creates the specimens that a message is about and nobody entered, where the lab has it so. */
export async function createUnknown(
  tx: LabTx,
  ctx: Ctx,
  order: LabOrder,
  device: InboxDevice,
  message: Pick<StoredMessage, 'format'>,
  events: readonly InstrumentEvent[],
): Promise<void> {
  const numbers = events.flatMap(numbersOf);
  const rows = await tx.specimen.findMany({
    where: { number: { in: [...new Set(numbers)] } },
    select: { number: true },
  });
  const known = new Set(rows.map(({ number }) => number));
  for (const event of events) {
    const [number, ...others] = numbersOf(event);
    if (number === undefined || !mayCreate(event)) continue;
    if ([number, ...others].some((name) => known.has(name))) continue;
    const about = events.filter((other) => numbersOf(other)[0] === number);
    await createOne(tx, ctx, order, device, message, number, about);
    known.add(number);
  }
}
