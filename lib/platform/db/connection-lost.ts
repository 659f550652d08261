const CODES = new Set([
  // Prisma: cannot reach, timed out, no connection free in time, closed, no transaction in time.
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  // PostgreSQL: connection failures and shutting down.
  '08000',
  '08003',
  '08006',
  '57P01',
  '57P02',
  '57P03',
]);

const KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout']);

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Whether an error means that the database was away, rather than that a query was wrong. */
export function isConnectionLost(error: unknown, depth = 0): boolean {
  if (depth > 5 || typeof error !== 'object' || error === null) return false;
  if (CODES.has(String(member(error, 'code')))) return true;
  if (CODES.has(String(member(error, 'originalCode')))) return true;
  if (KINDS.has(String(member(error, 'kind')))) return true;
  if (
    /Connection terminated|timeout exceeded when trying to connect/.test(
      String(member(error, 'message')),
    )
  ) {
    return true;
  }
  return (
    isConnectionLost(member(error, 'cause'), depth + 1) ||
    isConnectionLost(member(member(error, 'meta'), 'driverAdapterError'), depth + 1)
  );
}
