/** A place in the order in which live events become visible. */
export type LivePosition = { xid: bigint; id: bigint };

/** A place, and when the server named it (epoch milliseconds). */
export type ResumePoint = LivePosition & { sentAtMs: number };

const SHAPE = /^(\d{1,20})-(\d{1,19})-(\d{1,16})$/;

/** The `id:` of a stream's event, which Last-Event-ID brings back. */
export function encodeResumeId({ xid, id, sentAtMs }: ResumePoint): string {
  return `${xid}-${id}-${sentAtMs}`;
}

/** The point an id names, or null for what is none of ours. */
export function decodeResumeId(text: string): ResumePoint | null {
  const [, xid, id, sentAtMs] = SHAPE.exec(text) ?? [];
  if (xid === undefined || id === undefined || sentAtMs === undefined) return null;
  const point = { xid: BigInt(xid), id: BigInt(id), sentAtMs: Number(sentAtMs) };
  return point.xid < 1n << 64n && point.id < 1n << 63n ? point : null;
}

/** Below zero when `a` comes before `b`. */
export function comparePositions(a: LivePosition, b: LivePosition): number {
  if (a.xid !== b.xid) return a.xid < b.xid ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}
