import { authorize, type Ctx } from '@/lib/platform/context';
import { RowCursor } from '@/lib/platform/db/row-cursor';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import type { ExportQuery } from './contract';
import { csvHeader, csvRows } from './csv-rows';
import { type ExportName, exportTable } from './dictionary';
import { exportSql } from './export-sql';

const ROWS_AT_ONCE = 1_000;
const RETRY_SECONDS = 15;
/**
 * Who reads nothing for so long gives up the place, whether or not their connection stands; before
 * the database ends the cursor's transaction.
 */
const PATIENCE_MS = 100_000;

let underWay = 0;

/** Each holds a connection as long as its reader takes; the portal keeps half of them. */
function takePlace(): () => void {
  const places = Math.max(1, Math.floor(env().DATABASE_POOL / 2));
  if (underWay >= places) {
    throw new AppError('too_many_requests', 'Too many exports are under way; try again soon.', {
      retryAfterSeconds: RETRY_SECONDS,
    });
  }
  underWay += 1;
  let held = true;
  return () => {
    if (held) underWay -= 1;
    held = false;
  };
}

function fileName(ctx: Ctx, name: ExportName): string {
  return `${name}-${ctx.lab.slug}-${ctx.now.toISOString().slice(0, 10)}.csv`;
}

/**
 * A table as CSV, streamed from a cursor as fast as it is read and no faster. Whoever goes away
 * (the stream's cancel, or the request's signal) ends the query in the database.
 */
export async function exportCsv(
  ctx: Ctx,
  name: ExportName,
  query: ExportQuery,
  signal?: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<Response> {
  authorize(ctx, 'export');
  const table = exportTable(name);
  const leave = takePlace();
  const cursor = await RowCursor.open(exportSql(table, query, ctx.lab)).catch((error: unknown) => {
    leave();
    throw error;
  });
  let ended = false;
  let idle: NodeJS.Timeout | undefined;
  const end = async () => {
    ended = true;
    clearTimeout(idle);
    signal?.removeEventListener('abort', stop);
    await cursor.close();
    leave();
  };
  const stop = () => void end();
  signal?.addEventListener('abort', stop);
  const write = csvRows(table.columns);
  const encoder = new TextEncoder();
  let next: Awaited<ReturnType<RowCursor['fetch']>>;
  try {
    signal?.throwIfAborted();
    // A query that fails does so before the answer has begun.
    next = await cursor.fetch(ROWS_AT_ONCE);
  } catch (error) {
    await end();
    throw error;
  }
  let head = `${query.bom === '1' ? '\uFEFF' : ''}${csvHeader(table.columns)}`;
  const awaitReader = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (ended) return;
    idle = setTimeout(() => {
      log.warn({ request_id: ctx.requestId, table: name }, 'an export was not read any more');
      controller.error(new Error('The export was not read for too long'));
      void end();
    }, patienceMs);
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: awaitReader,
      async pull(controller) {
        clearTimeout(idle);
        try {
          controller.enqueue(encoder.encode(head + write(next)));
          head = '';
          if (next.length === ROWS_AT_ONCE) {
            next = await cursor.fetch(ROWS_AT_ONCE);
            if (next.length > 0) {
              awaitReader(controller);
              return;
            }
          }
          await end();
          controller.close();
        } catch (error) {
          // Whoever went away ended the query themselves.
          if (!ended) {
            log.error(
              { err: error, request_id: ctx.requestId, table: name },
              'an export broke off',
            );
          }
          await end();
          controller.error(error);
        }
      },
      cancel: end,
    },
    // Nothing is fetched before it is asked for.
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${fileName(ctx, name)}"`,
      'x-accel-buffering': 'no',
    },
  });
}
