import type { Connection } from './list-connections';

/** Ways to look at the connections of a lab. */
export const CONNECTION_VIEWS = ['all', 'sending', 'silent', 'trouble', 'none'] as const;
export type ConnectionView = (typeof CONNECTION_VIEWS)[number];

type Looked = Pick<Connection, 'lastMessageAt' | 'minutes' | 'failed' | 'mayConnect'>;

/** Messages of the last 15 minutes. */
export function recentMessages({ minutes }: Pick<Looked, 'minutes'>): number {
  return minutes.reduce((sum, count) => sum + count, 0);
}

/** Whether a device belongs to a view: silent ones may speak and have not for 15 minutes. */
export function isInView(connection: Looked, view: ConnectionView): boolean {
  const sends = recentMessages(connection) > 0;
  const known = connection.mayConnect || connection.lastMessageAt !== null;
  switch (view) {
    case 'all':
      return true;
    case 'sending':
      return sends;
    case 'silent':
      return known && !sends;
    case 'trouble':
      return connection.failed > 0;
    case 'none':
      return !known;
  }
}
