import type pg from 'pg';
import { type Anchor, anchorLines } from './anchor-file';
import type { FaultList } from './audit-report';
import type { ChainExtent } from './verify-chain';

const COMPARED = 500;

async function compare(
  client: pg.ClientBase,
  anchors: readonly Anchor[],
  extents: ReadonlyMap<string, ChainExtent>,
  faults: FaultList,
): Promise<void> {
  const { rows } = await client.query<{ chain: string; position: string; hash: string }>(
    `SELECT s.chain::text, s.position::text, encode(s.hash, 'hex') AS hash
     FROM unnest($1::uuid[], $2::bigint[]) AS a (chain, position)
     JOIN audit_seals s ON s.chain = a.chain AND s.position = a.position`,
    [anchors.map(({ chain }) => chain), anchors.map(({ position }) => position)],
  );
  const stored = new Map(rows.map(({ chain, position, hash }) => [`${chain} ${position}`, hash]));
  for (const { chain, position, hash, at } of anchors) {
    const found = stored.get(`${chain} ${position}`);
    // What lies beyond the end is told once for the chain, what is missing within it as a gap.
    if (found === undefined || position > (extents.get(chain)?.last ?? 0)) continue;
    if (found !== hash) {
      faults.add(`The anchor of ${at} says another hash: row or anchor was replaced.`, {
        chain,
        position,
      });
    }
  }
}

/**
 * Holds the anchors among the first `size` bytes of the file to the chains, and answers the last of
 * each chain. Names a tail that was cut off, an anchor with another hash, one that goes back, and a
 * line that is none.
 */
export async function verifyAnchors(
  client: pg.ClientBase,
  file: string,
  size: number,
  extents: ReadonlyMap<string, ChainExtent>,
  faults: FaultList,
): Promise<Map<string, Anchor>> {
  const last = new Map<string, Anchor>();
  let batch: Anchor[] = [];
  let previousChain = '';
  for await (const { anchor, line } of anchorLines(file, 0, size)) {
    if (anchor === null) {
      faults.add(`Line ${line} of the anchor file is no anchor.`, { chain: previousChain });
      continue;
    }
    const { chain, position } = anchor;
    previousChain = chain;
    if (position <= (last.get(chain)?.position ?? 0)) {
      faults.add(`Line ${line} of the anchor file goes back to row ${position}.`, {
        chain,
        position,
      });
      continue;
    }
    last.set(chain, anchor);
    batch.push(anchor);
    if (batch.length < COMPARED) continue;
    await compare(client, batch, extents, faults);
    batch = [];
  }
  await compare(client, batch, extents, faults);
  for (const { chain, position, at } of last.values()) {
    const end = extents.get(chain)?.last ?? 0;
    if (position <= end) continue;
    const what =
      end === 0 ? 'All rows of the chain are gone' : `The chain is cut off after row ${end}`;
    faults.add(`${what}: ${at} the anchor saw ${position}.`, { chain, position: end + 1 });
  }
  return last;
}
