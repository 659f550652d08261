'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Stat, StatRow } from '@/components/ui/stat';
import type { ImportAnswer } from '@/lib/imports/contract';
import { Faults, HowItWasRead, UnknownWords } from './import-findings';
import { cancelImport, fetchImport, RequestRefused } from './import-requests';
import { count, isAtWork, rows } from './import-words';
import { RunForm, type Choice, type ImportRights } from './run-form';

const POLL_MS = 1000;

function AtWork({ labSlug, record }: { labSlug: string; record: ImportAnswer }) {
  const [cancelling, setCancelling] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const cancel = async () => {
    setCancelling(true);
    try {
      await cancelImport(labSlug, record.id);
    } catch (error) {
      setCancelling(false);
      setRefusal(error instanceof RequestRefused ? error.message : 'It could not be cancelled.');
    }
  };
  const doing = record.dry_run ? 'Checking' : 'Importing';
  const total = record.rows_total === null ? '' : ` of ${count(record.rows_total)}`;
  return (
    <Card>
      <div className="space-y-4" role="status">
        <ProgressBar
          label={record.status === 'queued' ? 'Waiting for its turn' : doing}
          percent={record.status === 'queued' ? null : record.percent}
          detail={`${count(record.rows_done)}${total} rows`}
        />
        <p className="text-dense text-muted">
          You may leave this page; the work goes on, and it is under Imports.
        </p>
        {refusal ? <Alert tone="danger">{refusal}</Alert> : null}
        <Button size="sm" pending={cancelling} onClick={() => void cancel()}>
          Cancel
        </Button>
      </div>
    </Card>
  );
}

function Outcome({ labSlug, record }: { labSlug: string; record: ImportAnswer }) {
  const verb = record.dry_run ? 'would be ' : '';
  return (
    <StatRow>
      <Stat label="Rows read" value={count(record.rows_done)} />
      <Stat label={`Tests ${verb}created`} value={count(record.created)} />
      <Stat label={`Tests ${verb}updated`} value={count(record.updated)} />
      <Stat label="Unchanged" value={count(record.unchanged)} />
      <Stat
        label={`Rows ${verb}rejected`}
        value={count(record.rejected)}
        tone={record.rejected > 0 ? 'warning' : 'neutral'}
        sub={
          record.rejected > 0 ? (
            <a
              className="text-accent underline underline-offset-3"
              href={`/api/v1/imports/${record.id}/rejected.csv?lab=${labSlug}`}
              download
            >
              download them
            </a>
          ) : null
        }
      />
    </StatRow>
  );
}

function Ended({ labSlug, record }: { labSlug: string; record: ImportAnswer }) {
  if (record.status === 'failed') {
    return (
      <Alert tone="danger" live title="The file could not be imported">
        {record.message}
      </Alert>
    );
  }
  if (record.status === 'cancelled') {
    return (
      <Alert tone="warning" live title="Cancelled">
        {record.message}
      </Alert>
    );
  }
  if (record.dry_run) {
    return (
      <Alert tone="info" live title="Checked; nothing was written">
        {record.rejected === 0
          ? `All ${rows(record.rows_done)} can be imported.`
          : `${rows(record.rejected)} of ${count(record.rows_done)} would be rejected. The rest can be imported.`}
      </Alert>
    );
  }
  return (
    <Alert
      tone={record.rejected > 0 ? 'warning' : 'positive'}
      live
      title={record.rejected > 0 ? 'Imported, but for some rows' : 'Imported'}
      actions={
        <>
          <LinkButton href={`/${labSlug}/turnaround`} size="sm">
            See the turnaround
          </LinkButton>
          <LinkButton href={`/${labSlug}/specimens`} size="sm">
            Browse the specimens
          </LinkButton>
          {record.rejected > 0 ? (
            <LinkButton
              href={`/api/v1/imports/${record.id}/rejected.csv?lab=${labSlug}`}
              download
              size="sm"
              icon={<Download aria-hidden="true" />}
            >
              Rejected rows
            </LinkButton>
          ) : null}
        </>
      }
    >
      {record.rejected > 0
        ? `${rows(record.rejected)} had faults. Mend them in the download’s words and import the file again: what is here already stays unchanged.`
        : `${rows(record.rows_done)} read. Importing the same file again changes nothing.`}
    </Alert>
  );
}

/** One import as it goes: progress while it works, then what it found and did. */
export function ImportView({
  labSlug,
  initial,
  states,
  rights,
}: {
  labSlug: string;
  initial: ImportAnswer;
  states: readonly Choice[];
  rights: ImportRights;
}) {
  const { data: record, isError } = useQuery({
    queryKey: ['import', labSlug, initial.id],
    queryFn: () => fetchImport(labSlug, initial.id),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data.status) ? POLL_MS : false),
  });
  const working = isAtWork(record.status);
  return (
    <div className="space-y-5">
      {isError ? (
        <Alert tone="warning" live title="No connection">
          The figures below may be old. The import goes on without this page.
        </Alert>
      ) : null}
      {working ? (
        <AtWork labSlug={labSlug} record={record} />
      ) : (
        <Ended labSlug={labSlug} record={record} />
      )}
      {working || record.status === 'failed' ? null : <Outcome labSlug={labSlug} record={record} />}
      {!working && record.dry_run && record.can_run ? (
        <RunForm labSlug={labSlug} record={record} states={states} rights={rights} />
      ) : null}
      <Faults findings={record.findings} />
      <UnknownWords findings={record.findings} />
      {record.findings.columns ? <HowItWasRead findings={record.findings} /> : null}
    </div>
  );
}
