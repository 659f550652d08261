import { Prisma } from '@/lib/platform/db/generated/client';
import { PRIORITIES } from '../contract';
import type { Order, Sort } from './list-query';

/** A stretch of a list that one index serves: its rows, and the column they are sorted by. */
export type Phase = {
  name: string;
  where: Prisma.Sql;
  /** Null where only the id sorts. */
  key: { column: Prisma.Sql; type: 'time' | 'text' } | null;
  order: Order;
};

/** The columns of the rows listed; `open` holds for open work with a due time. */
export type Listed = {
  received: Prisma.Sql;
  number: Prisma.Sql;
  due: Prisma.Sql;
  state: Prisma.Sql;
  priority: Prisma.Sql;
  open: Prisma.Sql;
};

/** By time of receipt, then what was never received. */
function byReceipt(row: Listed, name: string, where: Prisma.Sql, order: Order): Phase[] {
  return [
    {
      name: `${name}received`,
      where: Prisma.sql`${where} AND ${row.received} IS NOT NULL`,
      key: { column: row.received, type: 'time' },
      order,
    },
    {
      name: `${name}unreceived`,
      where: Prisma.sql`${where} AND ${row.received} IS NULL`,
      key: null,
      order,
    },
  ];
}

/**
 * The phases of a list in the order they are shown. States and priorities are phases of their own,
 * newest first inside; `states` are those of the lab, least advanced first.
 */
export function phasesOf(
  row: Listed,
  sort: Sort,
  order: Order,
  states: readonly string[],
): Phase[] {
  const anything = Prisma.sql`true`;
  const turn = <T>(list: readonly T[]) => (order === 'asc' ? [...list] : list.toReversed());
  switch (sort) {
    case 'received':
      return byReceipt(row, '', anything, order);
    case 'number':
      return [
        { name: 'number', where: anything, key: { column: row.number, type: 'text' }, order },
      ];
    case 'due':
      return [
        { name: 'open', where: row.open, key: { column: row.due, type: 'time' }, order },
        ...byReceipt(row, 'rest ', Prisma.sql`NOT coalesce(${row.open}, false)`, 'desc'),
      ];
    case 'state':
      return turn(states).flatMap((key) =>
        byReceipt(row, `${key} `, Prisma.sql`${row.state} = ${key}`, 'desc'),
      );
    case 'priority':
      return turn(PRIORITIES).flatMap((key) =>
        byReceipt(row, `${key} `, Prisma.sql`${row.priority} = ${key}::priority`, 'desc'),
      );
  }
}
