import type { ReactNode } from 'react';
import { labTimeText } from '@/components/ui/lab-time';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { LinkButton } from '@/components/ui/link-button';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ImportAnswer, ImportFindings } from '@/lib/imports/contract';

const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;
const BECAUSE = {
  evidence: 'as days above 12 show',
  chosen: 'as you chose',
  assumed: 'assumed: no day above 12 says otherwise',
} as const;

function datesText(dates: NonNullable<ImportFindings['dates']>, timeZone: string): string {
  const order = dates.order === 'dmy' ? 'Day first' : 'Month first';
  const time = Date.parse(dates.read_as);
  const read = Number.isNaN(time) ? dates.read_as : labTimeText(dates.read_as, timeZone);
  return `${order} (${BECAUSE[dates.because]}): ${dates.example} is read as ${read}`;
}

function Names({ names }: { names: readonly { value: string; count: number }[] }) {
  const shown = names.slice(0, 12);
  return (
    <span className="inline-flex flex-wrap justify-end gap-1">
      {shown.map(({ value, count }) => (
        <Badge key={value}>
          <span className="max-w-40 truncate">{value}</span> × {count.toLocaleString('en-GB')}
        </Badge>
      ))}
      {names.length > shown.length ? <Badge>and {names.length - shown.length} more</Badge> : null}
    </span>
  );
}

const NAMES = [
  ['unknown_assays', 'Assays not known'],
  ['unknown_devices', 'Devices not known'],
  ['unknown_error_codes', 'Error codes not known'],
  ['unknown_rejection_reasons', 'Rejection reasons not known'],
  ['unknown_statuses', 'Statuses not known'],
  ['unknown_priorities', 'Priorities not known'],
  ['new_locations', 'New locations'],
] as const satisfies readonly [keyof ImportFindings, string][];

/** How a file was read: columns, dates, names it brings. */
export function Findings({ answer, timeZone }: { answer: ImportAnswer; timeZone: string }) {
  const { findings } = answer;
  if (!findings.columns) return null;
  const items: { label: string; value: ReactNode }[] = [];
  if (findings.encoding && findings.delimiter) {
    const encoding = findings.encoding === 'utf-8' ? 'UTF-8' : 'Windows-1252';
    items.push({ label: 'Written as', value: `${encoding}, ${DELIMITERS[findings.delimiter]}` });
  }
  if (findings.dates) items.push({ label: 'Dates', value: datesText(findings.dates, timeZone) });
  for (const [key, label] of NAMES) {
    const names = findings[key];
    if (names && names.length > 0) items.push({ label, value: <Names names={names} /> });
  }
  return (
    <Card title="How the file is read">
      <ul aria-label="Recognised columns" className="mb-3 flex flex-wrap gap-1.5">
        {findings.columns.map(({ name, column }) => (
          <li key={name}>
            <Badge tone="positive">
              <span className="font-mono">{name}</span>
              {name.toLowerCase() === column ? null : (
                <>
                  {' → '}
                  <span className="font-mono">{column}</span>
                </>
              )}
            </Badge>
          </li>
        ))}
      </ul>
      {findings.ignored_columns && findings.ignored_columns.length > 0 ? (
        <p className="mb-3 text-dense text-muted">
          Ignored columns: <span className="font-mono">{findings.ignored_columns.join(', ')}</span>
        </p>
      ) : null}
      <DescriptionList items={items} />
      {findings.notes?.map((note) => (
        <p key={note} className="mt-3 text-sm text-ink-soft">
          {note}
        </p>
      ))}
    </Card>
  );
}

/** Faults by kind, with the first line of each, and all of them to download. */
export function Faults({ answer, labSlug }: { answer: ImportAnswer; labSlug: string }) {
  const faults = answer.findings.faults ?? [];
  if (answer.rejected === 0) return null;
  return (
    <Card
      title={`${answer.rejected.toLocaleString('en-GB')} rejected rows`}
      description="A row with a fault is left out; it stops no other."
      flush
      actions={
        <LinkButton
          size="sm"
          href={`/api/v1/imports/${answer.id}/rejected.csv?lab=${encodeURIComponent(labSlug)}`}
          download
        >
          Download rejected rows
        </LinkButton>
      }
    >
      <Table label="Faults by kind">
        <TableHead>
          <Tr>
            <Th numeric>Rows</Th>
            <Th>Column</Th>
            <Th>Value</Th>
            <Th>Why</Th>
            <Th numeric>First line</Th>
          </Tr>
        </TableHead>
        <TableBody>
          {faults.map((fault) => (
            <Tr key={`${fault.field} ${fault.reason}`}>
              <Td numeric>{fault.count.toLocaleString('en-GB')}</Td>
              <Td className="font-mono text-xs">{fault.field}</Td>
              <Td className="max-w-56 truncate font-mono text-xs">{fault.example}</Td>
              <Td className="min-w-64 whitespace-normal text-ink-soft">{fault.reason}</Td>
              <Td numeric>{fault.first_line}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
