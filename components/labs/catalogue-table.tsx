'use client';

import { useRouter } from 'next/navigation';
import { Fragment, type ReactNode, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import type { CatalogueRow, RowAction } from './catalogue-sheet';

/** A column after the first, which is the code or name. `wide` ones are left out on phones. */
export type Column<R> = {
  label: string;
  cell: (row: R) => ReactNode;
  numeric?: boolean;
  wide?: boolean;
};

type CatalogueTableProps<R extends CatalogueRow> = {
  label: string;
  labSlug: string;
  rows: R[];
  columns: Column<R>[];
  one: string;
  keyOf: (row: R) => string;
  groupOf?: (row: R) => string;
  retiring: string;
  change: RowAction<R>;
  onEdit: (row: R) => void;
};

function inGroups<R>(rows: R[], groupOf: ((row: R) => string) | undefined): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groupOf?.(row) ?? '';
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return groups;
}

/** The rows of a list; its first column opens the form, its last retires or takes back. */
export function CatalogueTable<R extends CatalogueRow>(props: CatalogueTableProps<R>) {
  const { rows, columns, one, keyOf, groupOf, onEdit } = props;
  const hidden = (column: Column<R>) => (column.wide ? 'max-md:hidden' : undefined);
  return (
    <Table label={props.label}>
      <TableHead>
        <Tr>
          <Th>{columnTitle(rows)}</Th>
          {columns.map((column) => (
            <Th key={column.label} numeric={column.numeric} className={hidden(column)}>
              {column.label}
            </Th>
          ))}
          <Th>
            <span className="sr-only">Retire or reactivate</span>
          </Th>
        </Tr>
      </TableHead>
      <TableBody>
        {[...inGroups(rows, groupOf)].map(([group, members]) => (
          <Fragment key={group}>
            {group === '' ? null : (
              <Tr className="bg-sunken">
                <Th scope="colgroup" colSpan={columns.length + 2} className="capitalize">
                  {group}
                </Th>
              </Tr>
            )}
            {members.map((row) => (
              <Tr key={row.id}>
                <Th scope="row">
                  <button
                    type="button"
                    aria-label={`Edit ${one} ${keyOf(row)}`}
                    className="text-left font-medium group-hover:text-accent after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
                    onClick={() => onEdit(row)}
                  >
                    {keyOf(row)}
                  </button>
                  {row.active ? null : <Badge className="ml-2">Retired</Badge>}
                </Th>
                {columns.map((column) => (
                  <Td key={column.label} numeric={column.numeric} className={hidden(column)}>
                    {column.cell(row)}
                  </Td>
                ))}
                <Td className="w-px py-1 text-right">
                  <RetireButton {...props} row={row} />
                </Td>
              </Tr>
            ))}
          </Fragment>
        ))}
      </TableBody>
    </Table>
  );
}

function columnTitle(rows: CatalogueRow[]): string {
  return rows.some((row) => 'code' in row) ? 'Code' : 'Name';
}

function RetireButton<R extends CatalogueRow>({
  row,
  labSlug,
  one,
  keyOf,
  retiring,
  change,
}: CatalogueTableProps<R> & { row: R }) {
  const router = useRouter();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const name = keyOf(row);
  const set = async (active: boolean): Promise<{ error?: string }> => {
    setPending(true);
    try {
      const answer = await change(labSlug, { ref: name, active });
      if (!answer.ok) return { error: answer.message };
      toast({ title: active ? `${name} is active again` : `${name} is retired` });
      router.refresh();
      return {};
    } finally {
      setPending(false);
    }
  };
  if (!row.active) {
    return (
      <Button
        size="sm"
        className="relative z-1"
        pending={pending}
        aria-label={`Reactivate ${name}`}
        onClick={() =>
          void set(true).then(({ error }) => {
            if (error) toast({ title: error, tone: 'danger' });
          })
        }
      >
        Reactivate
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost" className="relative z-1" aria-label={`Retire ${name}`}>
          Retire
        </Button>
      }
      title={`Retire ${one} ${name}?`}
      description={`${retiring} What is recorded stays as it is, and you can reactivate it at any time.`}
      confirmLabel={`Retire ${one}`}
      onConfirm={() => set(false)}
    />
  );
}
