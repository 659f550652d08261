import { env } from '@/lib/platform/env';
import type { BlockHead, Column } from './block';
import type { ColumnName } from './block-columns';

export type Kept = { head: BlockHead; columns: Map<ColumnName, Column>; bytes: number };

/**
 * Columns of built blocks that this process has read, least recently used given up first. A version's
 * content never changes, so nothing here can be out of date; every question asks the database which
 * versions are in force.
 */
export class BlockMemory {
  #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor(private readonly limitBytes: number) {}

  get bytes(): number {
    return this.#bytes;
  }

  find(version: string): Kept | undefined {
    const kept = this.#kept.get(version);
    if (!kept) return undefined;
    this.#kept.delete(version);
    this.#kept.set(version, kept);
    return kept;
  }

  keep(version: string, head: BlockHead, columns: ReadonlyMap<ColumnName, Column>): Kept {
    const kept = this.find(version) ?? { head, columns: new Map(), bytes: 0 };
    if (!this.#kept.has(version)) this.#kept.set(version, kept);
    for (const [name, column] of columns) {
      if (kept.columns.has(name)) continue;
      kept.columns.set(name, column);
      kept.bytes += column.byteLength;
      this.#bytes += column.byteLength;
    }
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#bytes <= this.limitBytes || oldest === version) break;
      this.#kept.delete(oldest);
      this.#bytes -= bytes;
    }
    return kept;
  }
}

// Next's development server loads modules anew on every change; what was read may stay.
const holder: typeof globalThis & { benchwatchBlocks?: BlockMemory } = globalThis;

/** The one of this process. */
export function blockMemory(): BlockMemory {
  holder.benchwatchBlocks ??= new BlockMemory(env().METRICS_MEMORY_MB * 1024 * 1024);
  return holder.benchwatchBlocks;
}
