import { FileText, FlaskConical } from 'lucide-react';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { QualityRunRow } from '@/lib/quality/contract';
import { runHref } from './addresses';
import { judgedWords } from './run-words';
import { RunBadge } from './verdict-badge';
import { TRIGGER_WORDS } from './verdict-words';

const count = (value: number) => value.toLocaleString('en');

function brokenWords({ status, errors, warnings, infos, unjudged }: QualityRunRow): string | null {
  if (status !== 'finished') return null;
  const parts = [
    errors > 0 ? `${count(errors)} ERROR` : '',
    warnings > 0 ? `${count(warnings)} WARNING` : '',
    infos > 0 ? `${count(infos)} INFO` : '',
    unjudged > 0 ? `${count(unjudged)} not judged` : '',
  ].filter(Boolean);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** Runs, one a row: what was judged, by what, and what came of it. */
export function RunTable({
  runs,
  labSlug,
  timeZone,
}: {
  runs: readonly QualityRunRow[];
  labSlug: string;
  timeZone: string;
}) {
  return (
    <Table label="Runs">
      <TableHead>
        <Tr>
          <Th>Judged</Th>
          <Th>Verdict</Th>
          <Th>Rules</Th>
          <Th>Rules that do not hold</Th>
          <Th numeric>Rows</Th>
          <Th>Begun</Th>
          <Th>By</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {runs.map((run) => {
          const Icon = run.source === 'csv' ? FileText : FlaskConical;
          return (
            <Tr key={run.id}>
              <Td className="max-w-80 max-md:max-w-56 max-md:min-w-44 max-md:whitespace-normal">
                <span className="flex items-center gap-2">
                  <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
                  <RowLink
                    href={runHref(labSlug, run.id)}
                    className="min-w-0 max-md:line-clamp-2 max-md:break-words md:truncate"
                  >
                    <span className="sr-only">
                      {run.source === 'csv' ? 'File ' : 'Lab’s data '}
                    </span>
                    {judgedWords(run, timeZone)}
                  </RowLink>
                </span>
              </Td>
              <Td>
                <RunBadge run={run} />
              </Td>
              <Td className="max-w-56 truncate">
                {run.rule_set?.name ?? run.rules_name}
                {run.rule_set ? <span className="text-muted"> v{run.rule_set.version}</span> : null}
              </Td>
              <Td muted>{brokenWords(run)}</Td>
              <Td numeric>{run.status === 'queued' ? null : count(run.rows_done)}</Td>
              <Td>
                <LabTime time={run.created_at} timeZone={timeZone} />
              </Td>
              <Td muted className="max-w-48 truncate">
                {run.trigger === 'asked' ? run.by : TRIGGER_WORDS[run.trigger]}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
