import { z } from 'zod';

/** Where to ask, and with whose key. */
export type Reader = { origin: string; key: string };

const Page = z.object({
  data: z.array(z.unknown()),
  next_cursor: z.string().nullable(),
  total: z.int().optional(),
});

/** What every receipt says that a figure can be recomputed from. */
export const Receipt = z.object({
  definition: z.string(),
  window: z.object({ from: z.string(), to: z.string() }),
  time_zone: z.string(),
  filters: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  computed_at: z.string(),
  rows_url: z.string(),
});
export type Receipt = z.output<typeof Receipt>;

/** One address of the interface, as JSON; anything but 200 is thrown. */
export async function ask({ origin, key }: Reader, address: string): Promise<unknown> {
  const response = await fetch(new URL(address, origin), {
    headers: { authorization: `Bearer ${key}` },
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

/** Every row of a list, page by page; where the list says how many there are, that many. */
export async function everyRow<T extends z.ZodType>(
  reader: Reader,
  address: string,
  row: T,
  changes: Readonly<Record<string, string>> = {},
): Promise<z.output<T>[]> {
  const url = new URL(address, reader.origin);
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
  url.searchParams.set('limit', '500');
  const found: z.output<T>[] = [];
  for (;;) {
    const page = Page.parse(await ask(reader, `${url.pathname}${url.search}`));
    found.push(...z.array(row).parse(page.data));
    if (page.next_cursor !== null) {
      url.searchParams.set('cursor', page.next_cursor);
      continue;
    }
    if (page.total !== undefined && page.total !== found.length) {
      throw new Error(`${address} says ${page.total} rows and has ${found.length}`);
    }
    return found;
  }
}
