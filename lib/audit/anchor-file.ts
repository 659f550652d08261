import { createReadStream } from 'node:fs';
import { mkdir, open, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** Where a chain stood at a time; hash is that of the row at `position`, in hex. */
const Anchor = z.strictObject({
  chain: z.uuid(),
  position: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
});
export type Anchor = z.output<typeof Anchor>;

export type AnchorLine = {
  /** Null for a line that is no anchor. */
  anchor: Anchor | null;
  /** From 1, counted from where reading began. */
  line: number;
  /** The byte after the line. */
  end: number;
};

function anchorOf(text: string): Anchor | null {
  try {
    return Anchor.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * The lines of an anchor file from byte `from`, up to byte `size` where given. The rest of a line
 * that was never finished is left out. Throws ENOENT for a file that is not there.
 */
export async function* anchorLines(
  file: string,
  from: number,
  size = Infinity,
): AsyncGenerator<AnchorLine> {
  if (from >= size) return;
  let rest = Buffer.alloc(0);
  let end = from;
  let line = 0;
  const options = size === Infinity ? { start: from } : { start: from, end: size - 1 };
  for await (const chunk of createReadStream(file, options)) {
    rest = Buffer.concat([rest, chunk]);
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10)) {
      line += 1;
      end += at + 1;
      yield { anchor: anchorOf(rest.subarray(0, at).toString()), line, end };
      rest = rest.subarray(at + 1);
    }
  }
}

/** Bytes of the file, or null where there is none. */
export async function anchorSize(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}

export type AnchorFile = {
  /** The last anchor of each chain; what others appended since is read. */
  heads: () => Promise<ReadonlyMap<string, Anchor>>;
  /**
   * Appends those that lie beyond their chain's last anchor, on disk when it resolves, and answers
   * them. Callers see to it that one writes at a time.
   */
  append: (anchors: readonly Anchor[]) => Promise<Anchor[]>;
};

/** An anchor file, which need not be there yet. Only what was appended is read again. */
export function openAnchorFile(file: string): AnchorFile {
  const heads = new Map<string, Anchor>();
  let offset = 0;

  async function refresh(): Promise<void> {
    const size = (await anchorSize(file)) ?? 0;
    if (size < offset) {
      // Another file has taken its place.
      heads.clear();
      offset = 0;
    }
    for await (const { anchor, end } of anchorLines(file, offset, size)) {
      offset = end;
      const known = anchor && heads.get(anchor.chain);
      if (anchor && (!known || known.position < anchor.position)) heads.set(anchor.chain, anchor);
    }
  }

  return {
    async heads() {
      await refresh();
      return heads;
    },
    async append(anchors) {
      await refresh();
      const further = anchors.filter(
        ({ chain, position }) => position > (heads.get(chain)?.position ?? 0),
      );
      if (further.length === 0) return [];
      const size = await anchorSize(file);
      if (size === null) await mkdir(path.dirname(file), { recursive: true });
      // What a crash left half written was never an anchor.
      else if (size > offset) await truncate(file, offset);
      const handle = await open(file, 'a', 0o600);
      try {
        await handle.appendFile(further.map((anchor) => `${JSON.stringify(anchor)}\n`).join(''));
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (size === null) await syncFolder(path.dirname(file));
      await refresh();
      return further;
    },
  };
}

/** A new file's name is on disk only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
