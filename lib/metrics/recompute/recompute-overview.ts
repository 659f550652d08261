import { z } from 'zod';
import { ask, everyRow, type Reader } from './receipt-rows';

const Window = z.object({ from: z.string(), to: z.string() });

const Asked = z.looseObject({
  today: Window,
  compared_with: Window,
  tiles: z.array(z.object({ name: z.string(), rows_url: z.string(), before: z.unknown() })),
});

const Uptime = z.object({ devices: z.array(z.object({ open_stop: z.unknown() })) });

/** The set of rows that a rate is of. */
const WHOLE: Readonly<Record<string, string>> = {
  error_rate: 'attempts',
  rejection_rate: 'presented',
};

/** Today at a glance once more: each tile by the rows it leads to, and those of the week before. */
export async function recomputeOverview(reader: Reader, answer: unknown) {
  const { today, compared_with: then, tiles, ...said } = Asked.parse(answer);
  const count = async (url: string, changes: Record<string, string>) =>
    (await everyRow(reader, url, z.unknown(), changes)).length;
  const tileOf = async (name: string, url: string, changes: Record<string, string> = {}) => {
    const counted = await count(url, changes);
    const set = WHOLE[name];
    if (set === undefined) return { count: counted, of: null, percent: null };
    const of = await count(url, { ...changes, which: set });
    return { count: counted, of, percent: of === 0 ? null : (counted / of) * 100 };
  };
  return {
    ...said,
    today,
    compared_with: then,
    tiles: await Promise.all(
      tiles.map(async ({ name, rows_url: url, before }) => {
        if (name === 'devices_down') {
          const { devices } = Uptime.parse(await ask(reader, url));
          const down = devices.filter(({ open_stop: stop }) => stop !== null).length;
          return { name, count: down, of: null, percent: null, before };
        }
        const hasWindow = new URL(url, reader.origin).searchParams.has('from');
        return {
          name,
          ...(await tileOf(name, url)),
          // What was open a week ago has no list of its own.
          before: hasWindow ? await tileOf(name, url, { from: then.from, to: then.to }) : before,
        };
      }),
    ),
  };
}
