import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { DescriptionList } from '@/components/ui/description-list';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { type ImportFindings as Findings, type DateOrder } from '@/lib/imports/contract';
import { count } from './import-words';

const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;
const ENCODINGS = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252' } as const;
const ORDERS: Record<DateOrder, string> = { dmy: 'day first', mdy: 'month first' };
const BECAUSE = {
  evidence: 'a date in the file leaves no other reading',
  chosen: 'as you chose',
  assumed: 'a guess by the lab’s time zone: check it',
} as const;

function Names({ values }: { values: readonly string[] }): ReactNode {
  return (
    <span className="flex flex-wrap gap-1.5">
      {values.map((value) => (
        <Code key={value}>{value}</Code>
      ))}
    </span>
  );
}

/** How a file was read: its columns, what was ignored, its encoding and dates. */
export function HowItWasRead({ findings }: { findings: Findings }) {
  const { columns = [], ignored_columns: ignored = [], dates, notes = [] } = findings;
  const items: { label: string; value: ReactNode }[] = [];
  if (findings.encoding) {
    const delimiter = findings.delimiter ? `, separated by ${DELIMITERS[findings.delimiter]}` : '';
    items.push({ label: 'Text', value: `${ENCODINGS[findings.encoding]}${delimiter}` });
  }
  if (columns.length > 0) {
    items.push({
      label: 'Recognised columns',
      value: (
        <span className="flex flex-wrap gap-1.5">
          {columns.map(({ name, column }) => (
            <span key={name} className="whitespace-nowrap">
              <Code>{name}</Code>
              {name === column ? null : (
                <span className="text-muted">
                  {' '}
                  as <Code>{column}</Code>
                </span>
              )}
            </span>
          ))}
        </span>
      ),
    });
  }
  if (ignored.length > 0)
    items.push({ label: 'Ignored columns', value: <Names values={ignored} /> });
  if (dates) {
    items.push({
      label: 'Dates',
      value: `${dates.example} was read as ${dates.read_as}, ${ORDERS[dates.order]} (${BECAUSE[dates.because]})`,
    });
  }
  if (notes.length > 0) items.push({ label: 'Notes', value: notes.join(' ') });
  return (
    <Card title="How the file was read">
      <DescriptionList items={items} />
    </Card>
  );
}

const UNKNOWN = [
  [
    'unknown_assays',
    'Unknown assays',
    'Their rows are rejected unless missing entries are created.',
  ],
  [
    'unknown_devices',
    'Unknown devices',
    'Their rows are rejected unless missing entries are created.',
  ],
  ['unknown_error_codes', 'Unknown error codes', 'Likewise.'],
  ['unknown_rejection_reasons', 'Unknown rejection reasons', 'Likewise.'],
  [
    'new_locations',
    'Locations met for the first time',
    'They are added, as only the name is known of them.',
  ],
] as const;

/** Words of the file that the lab does not know. */
export function UnknownWords({ findings }: { findings: Findings }) {
  const groups = UNKNOWN.flatMap(([key, title, meaning]) => {
    const values = findings[key] ?? [];
    return values.length > 0 ? [{ key, title, meaning, values }] : [];
  });
  if (groups.length === 0) return null;
  return (
    <Card title="Not known in this lab">
      <div className="space-y-4">
        {groups.map(({ key, title, meaning, values }) => (
          <section key={key}>
            <h3 className="text-dense font-medium">
              {title} <Badge>{values.length}</Badge>
            </h3>
            <p className="text-xs text-muted">{meaning}</p>
            <ul className="mt-1.5 flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
              {values.map(({ value, count: times }) => (
                <li key={value} className="text-dense whitespace-nowrap">
                  <Code>{value === '' ? '(empty)' : value}</Code>
                  <span className="text-muted"> × {count(times)}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  );
}

/** What is wrong with which rows, faults of one kind together. */
export function Faults({ findings }: { findings: Findings }) {
  const { faults = [] } = findings;
  if (faults.length === 0) return null;
  return (
    <Card title="Faults" flush>
      <Table label="Faults">
        <TableHead>
          <tr>
            <Th>Field</Th>
            <Th>What is wrong</Th>
            <Th numeric>Rows</Th>
            <Th numeric>First line</Th>
            <Th>For example</Th>
          </tr>
        </TableHead>
        <TableBody>
          {faults.map((fault) => (
            <Tr key={`${fault.field} ${fault.reason}`}>
              <Td>
                <Code>{fault.field}</Code>
              </Td>
              <Td className="min-w-60 whitespace-normal">{fault.reason}</Td>
              <Td numeric>{count(fault.count)}</Td>
              <Td numeric>{count(fault.first_line)}</Td>
              <Td className="max-w-60 truncate font-mono text-xs">{fault.example}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
