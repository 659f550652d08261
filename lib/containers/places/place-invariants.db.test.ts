import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { testDatabase, withClient } from '@/lib/platform/db/testing';
import { newId } from '@/lib/platform/ids';
import { addContainer } from '../add-containers';
import type { Container } from '../contract';
import { removeContainer } from '../remove-container';
import { makeDeck } from '../testing-deck';
import { unlidContainer } from '../moves/move-lid';

let ctx: Ctx;
let devices: Map<string, string>;
let foreign: { labId: string; deviceId: string };

/** On Hotel 0, its lid on Hotel 5; on Hotel 1, lidded; of Hotel 2, removed. */
let open: Container;
let closed: Container;
let gone: Container;

beforeAll(async () => {
  const { lab, ctxFor } = await makeTestLab();
  ctx = await ctxFor('admin');
  devices = await makeDeck(lab, { Hotel: 8, Reader: 2 });
  const plate = { device: 'Hotel', lidded: true, filled: false };
  open = await addContainer(ctx, { ...plate, name: 'Open', barcode: 'OPEN', position: 0 });
  closed = await addContainer(ctx, { ...plate, name: 'Closed', barcode: 'CLOSED', position: 1 });
  gone = await addContainer(ctx, { ...plate, name: 'Gone', barcode: 'GONE', position: 2 });
  await unlidContainer(ctx, open.id, { device: 'Hotel', position: 5 });
  await removeContainer(ctx, gone.id);
  const other = (await makeTestLab()).lab;
  const deck = await makeDeck(other, { Elsewhere: 2 });
  foreign = { labId: other.id, deviceId: deck.get('Elsewhere') ?? '' };
});

type Run = (sql: string, ...values: unknown[]) => Promise<pg.QueryResult>;

/** Runs statements as the app's own role in one transaction, and answers what refused them. */
async function refusal(work: (run: Run) => Promise<unknown>): Promise<string> {
  return withClient(testDatabase().appUrl, async (client) => {
    await client.query('BEGIN');
    try {
      await work((sql, ...values) => client.query(sql, values));
      await client.query('COMMIT');
      return 'nothing';
    } catch (error) {
      await client.query('ROLLBACK');
      if (!(error instanceof pg.DatabaseError)) throw error;
      return error.constraint ?? error.message;
    }
  });
}

const hotel = () => devices.get('Hotel');

type Place = { device?: string | undefined; slot: number } | null;

/** A row of history as anybody might write it. */
function writeMove(
  run: Run,
  container: Container,
  sequence: number,
  from: Place,
  to: Place,
  thing = 'container',
) {
  return run(
    `INSERT INTO container_moves (id, lab_id, container_id, sequence, action, thing,
       from_device_id, from_slot, to_device_id, to_slot, at, source, actor_kind, actor_name, request_id)
     VALUES ($1, $2, $3, $4, 'move', $5, $6, $7, $8, $9, now(), 'api', 'system', 'test', 'test')`,
    newId(),
    ctx.lab.id,
    container.id,
    sequence,
    thing,
    from === null ? null : (from.device ?? hotel()),
    from === null ? null : from.slot,
    to === null ? null : (to.device ?? hotel()),
    to === null ? null : to.slot,
  );
}

function stand(run: Run, { id }: Container, sequence: number, slot: number, thing = 'container') {
  return run(
    `INSERT INTO occupancies (lab_id, device_id, slot, thing, container_id, sequence)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    ctx.lab.id,
    hotel(),
    slot,
    thing,
    id,
    sequence,
  );
}

const leave = (run: Run, { id }: Container, thing = 'container') =>
  run('DELETE FROM occupancies WHERE container_id = $1 AND thing = $2::thing', id, thing);

const attempts: [string, (run: Run) => Promise<unknown>, string][] = [
  [
    'a second container on a place',
    async (run) => {
      await writeMove(run, open, 3, { slot: 0 }, { slot: 1 });
      await leave(run, open);
      await stand(run, open, 3, 1);
    },
    'occupancies_pkey',
  ],
  [
    'a container on a place where a lid lies',
    async (run) => {
      await writeMove(run, closed, 2, { slot: 1 }, { slot: 5 });
      await leave(run, closed);
      await stand(run, closed, 2, 5);
    },
    'occupancies_pkey',
  ],
  [
    'a lid on an occupied place',
    async (run) => {
      await writeMove(run, open, 3, { slot: 5 }, { slot: 1 }, 'lid');
      await leave(run, open, 'lid');
      await stand(run, open, 3, 1, 'lid');
    },
    'occupancies_pkey',
  ],
  [
    'a container on two places',
    async (run) => {
      await writeMove(run, closed, 2, { slot: 1 }, { slot: 3 });
      await stand(run, closed, 2, 3);
    },
    'occupancies_lab_id_container_id_thing_key',
  ],
  [
    'a place without history',
    async (run) => {
      await leave(run, closed);
      await stand(run, closed, 9, 3);
    },
    'occupancies_lab_id_container_id_sequence_thing_device_id_s_fkey',
  ],
  [
    'a place that another row of history brought',
    async (run) => {
      await leave(run, closed);
      await stand(run, closed, 1, 3);
    },
    'occupancies_lab_id_container_id_sequence_thing_device_id_s_fkey',
  ],
  [
    'history without a place',
    (run) => writeMove(run, closed, 2, { slot: 1 }, { slot: 3 }),
    'occupancies_history_check',
  ],
  ['a container lifted off its place', (run) => leave(run, closed), 'occupancies_history_check'],
  [
    'a container that is nowhere, and not removed',
    async (run) => {
      await writeMove(run, closed, 2, { slot: 1 }, null);
      await leave(run, closed);
    },
    'containers_place_check',
  ],
  [
    'a container removed that stands somewhere',
    (run) => run('UPDATE containers SET removed_at = now() WHERE id = $1', closed.id),
    'containers_place_check',
  ],
  [
    'a removed container that comes back',
    async (run) => {
      await writeMove(run, gone, 3, null, { slot: 2 });
      await stand(run, gone, 3, 2);
    },
    'containers_place_check',
  ],
  [
    'a move from where the container is not',
    async (run) => {
      await writeMove(run, closed, 2, { slot: 4 }, { slot: 3 });
      await leave(run, closed);
      await stand(run, closed, 2, 3);
    },
    'container_moves_follow_check',
  ],
  [
    'a gap in a history',
    async (run) => {
      await writeMove(run, closed, 7, { slot: 1 }, { slot: 3 });
      await leave(run, closed);
      await stand(run, closed, 7, 3);
    },
    'container_moves_gap_check',
  ],
  [
    'two moves of one number',
    (run) => writeMove(run, closed, 1, { slot: 1 }, { slot: 3 }),
    'container_moves_lab_id_container_id_sequence_key',
  ],
  [
    'a lid on its container and elsewhere',
    (run) => run('UPDATE containers SET lidded = true WHERE id = $1', open.id),
    'containers_lid_check',
  ],
  [
    'a barcode twice',
    (run) => run("UPDATE containers SET barcode = 'OPEN' WHERE id = $1", closed.id),
    'containers_barcode_key',
  ],
  [
    'a barcode that looks like an id',
    (run) => run('UPDATE containers SET barcode = $2 WHERE id = $1', closed.id, newId()),
    'containers_barcode_check',
  ],
  [
    'a place that the device does not have',
    async (run) => {
      await writeMove(run, closed, 2, { slot: 1 }, { slot: 8 });
      await leave(run, closed);
      await stand(run, closed, 2, 8);
    },
    'occupancies_lab_id_device_id_slot_fkey',
  ],
  [
    'positions taken away from under a container',
    (run) => run('UPDATE devices SET slots = 1 WHERE id = $1', hotel()),
    'occupancies_lab_id_device_id_slot_fkey',
  ],
  [
    'a place in another lab',
    async (run) => {
      await writeMove(run, closed, 2, { slot: 1 }, { device: foreign.deviceId, slot: 0 });
    },
    'container_moves_lab_id_to_device_id_fkey',
  ],
  [
    'a correction without a reason',
    (run) =>
      run(
        `INSERT INTO container_moves SELECT $2, lab_id, container_id, sequence + 1, 'correct', thing,
           to_device_id, to_slot, to_device_id, to_slot, changes, at, NULL, source, actor_kind,
           actor_id, actor_name, request_id
         FROM container_moves WHERE container_id = $1 AND sequence = 1`,
        closed.id,
        newId(),
      ),
    'container_moves_reason_check',
  ],
  [
    'history rewritten',
    (run) => run('UPDATE container_moves SET to_slot = 3 WHERE container_id = $1', closed.id),
    'permission denied for table container_moves',
  ],
  [
    'history deleted',
    (run) => run('DELETE FROM container_moves WHERE container_id = $1', gone.id),
    'permission denied for table container_moves',
  ],
];

test.each(attempts)('the database refuses %s', async (_, attempt, by) => {
  expect(await refusal(attempt)).toBe(by);
});

test('the database takes a move that is written as it must be', async () => {
  const plate = { device: 'Reader', position: 0, lidded: true, filled: false };
  const moved = await addContainer(ctx, { ...plate, name: 'Moved' });
  const reader = devices.get('Reader');
  const by = await refusal(async (run) => {
    await writeMove(run, moved, 2, { device: reader, slot: 0 }, { slot: 7 });
    await leave(run, moved);
    await stand(run, moved, 2, 7);
  });
  expect(by).toBe('nothing');
});
