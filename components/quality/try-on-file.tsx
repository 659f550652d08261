'use client';

import { FileCheck2 } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '@/components/requests/send-request';
import { UploadState } from '@/components/requests/upload-state';
import { useUpload } from '@/components/requests/use-upload';
import { LeaveButton } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FileDrop } from '@/components/ui/file-drop';
import { formatBytes } from '@/components/ui/file-size';
import { ProgressBar } from '@/components/ui/progress-bar';
import { QualityReport } from '@/lib/quality/contract';
import { runHref } from './addresses';
import { CHECK_PATH, fieldsOfRules } from './chosen-rules';
import { reportView } from './report-view';
import { progressDetail } from './run-progress';
import { RunBadge, VerdictBadge } from './verdict-badge';
import { verdictMeaning } from './verdict-words';

const ASK_EVERY_MS = 1_000;
const SHOWN = 12;

function TrialOutcome({ labSlug, id }: { labSlug: string; id: string }) {
  const { data: run, error } = useQuery({
    queryKey: ['quality-trial', id],
    queryFn: () => send(labSlug, `/dq/runs/${id}`, QualityReport),
    refetchInterval: ({ state }) => (state.data?.finished_at ? false : ASK_EVERY_MS),
  });
  if (error && !run)
    return <Alert tone="warning">The server does not answer. It asks again.</Alert>;
  if (!run || run.finished_at === null) {
    return (
      <ProgressBar
        label="Judging"
        percent={run?.percent ?? null}
        detail={run ? progressDetail(run) : 'waiting'}
      />
    );
  }
  const { shown, counts } = reportView(run.findings, 'failing');
  return (
    <div role="status" className="grid gap-2 text-dense">
      <p className="flex flex-wrap items-center gap-2">
        <RunBadge run={run} />
        {run.verdict === null ? run.message : verdictMeaning(run)}
      </p>
      <ul aria-label="Rules that do not hold" className="grid gap-1">
        {shown.slice(0, SHOWN).map((finding) => (
          <li key={finding.rule} className="flex flex-wrap items-center gap-2">
            <VerdictBadge verdict={finding.verdict} />
            <span className="min-w-0 break-words">{finding.name}</span>
            <span className="text-muted">
              {finding.failed.toLocaleString('en')} of {finding.checked.toLocaleString('en')}
            </span>
          </li>
        ))}
        {counts.failing > SHOWN ? (
          <li className="text-muted">and {counts.failing - SHOWN} more</li>
        ) : null}
      </ul>
      <p>
        <a
          href={runHref(labSlug, id)}
          target="_blank"
          rel="noreferrer"
          className="text-accent underline underline-offset-3"
        >
          Open the whole report in another tab
        </a>
      </p>
    </div>
  );
}

/** Judges a file by the text as it stands in the editor; nothing of it is saved. */
export function TryOnFile({
  labSlug,
  text,
  maxBytes,
  disabled,
}: {
  labSlug: string;
  text: string;
  maxBytes: number;
  disabled: boolean;
}) {
  const [file, setFile] = useState<File | null>(null);
  const [id, setId] = useState<string | null>(null);
  const { send: check, share, refusal, setRefusal, stop } = useUpload(labSlug, CHECK_PATH);
  return (
    <Dialog
      onOpenChange={(open) => {
        if (open) return;
        stop();
        setId(null);
        setFile(null);
        setRefusal(null);
      }}
      trigger={
        <Button icon={<FileCheck2 aria-hidden="true" />} disabled={disabled}>
          Try on a file
        </Button>
      }
      title="Try the rules on a file"
      description="By the text as it stands in the editor. Neither the rules nor the rows are saved."
      footer={
        <>
          <LeaveButton />
          <Button
            variant="primary"
            pending={share !== null}
            onClick={() => {
              setId(null);
              void check(file, fieldsOfRules({ kind: 'text', text })).then(setId);
            }}
          >
            Try them
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <FileDrop
          label="CSV file"
          accept=".csv,.txt,.tsv,text/csv,text/tab-separated-values,text/plain"
          maxBytes={maxBytes}
          hint={`Up to ${formatBytes(maxBytes)}.`}
          disabled={share !== null}
          onFile={(next) => {
            setFile(next);
            setId(null);
            setRefusal(null);
          }}
        />
        <UploadState file={file} share={share} refusal={refusal} />
        {id === null ? null : <TrialOutcome labSlug={labSlug} id={id} />}
      </div>
    </Dialog>
  );
}
