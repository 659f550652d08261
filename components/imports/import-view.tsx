'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLiveStatus } from '@/components/live/use-live';
import { Alert } from '@/components/ui/alert';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Stat, StatRow } from '@/components/ui/stat';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { ImportAnswer } from '@/lib/imports/contract';
import { Faults, Findings } from './findings';
import { RunForm, type StateChoice } from './run-form';
import { Refused, send } from '@/components/requests/send-request';

type Props = {
  initial: ImportAnswer;
  labSlug: string;
  timeZone: string;
  states: readonly StateChoice[];
  may: { import: boolean; create: boolean; overwrite: boolean };
};

const ASK_EVERY_MS = 2_000;

const isAtWork = ({ status }: ImportAnswer) => status === 'queued' || status === 'running';
const count = (value: number) => value.toLocaleString('en-GB');

/** One import: how far it is, what it found, what it did, and what may be done next. */
export function ImportView({ initial, labSlug, timeZone, states, may }: Props) {
  const router = useRouter();
  const queries = useQueryClient();
  const live = useLiveStatus();
  const key = ['import', initial.id];
  const { data: answer, error } = useQuery({
    queryKey: key,
    queryFn: () => send(labSlug, `/imports/${initial.id}`, ImportAnswer),
    initialData: initial,
    // The page follows its import; without a live connection it asks.
    refetchInterval: (query) =>
      live !== 'live' && isAtWork(query.state.data ?? initial) ? ASK_EVERY_MS : false,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
  });
  const cancel = async () => {
    try {
      const cancelled = await send(labSlug, `/imports/${initial.id}`, ImportAnswer, {
        method: 'DELETE',
      });
      queries.setQueryData(key, cancelled);
      return undefined;
    } catch (thrown) {
      if (!(thrown instanceof Refused)) throw thrown;
      return { error: thrown.message };
    }
  };
  return (
    <div className="space-y-5">
      <VisuallyHidden>
        <p role="status">{announcement(answer)}</p>
      </VisuallyHidden>
      {error && isAtWork(answer) ? (
        <Alert tone="warning" title="No answer from the server">
          The import goes on without this page. It asks again by itself.
        </Alert>
      ) : null}
      {isAtWork(answer) ? (
        <Running answer={answer} onCancel={may.import ? cancel : undefined} />
      ) : (
        <Outcome answer={answer} />
      )}
      {answer.can_run && may.import && answer.findings.columns ? (
        <RunForm
          answer={answer}
          labSlug={labSlug}
          states={states}
          mayCreate={may.create}
          mayOverwrite={may.overwrite}
          onStarted={(id) => router.push(`/${labSlug}/imports/${id}`)}
        />
      ) : null}
      {isAtWork(answer) ? null : <Faults answer={answer} labSlug={labSlug} />}
      <Findings answer={answer} timeZone={timeZone} />
    </div>
  );
}

function announcement(answer: ImportAnswer): string {
  const what = answer.dry_run ? 'Check' : 'Import';
  if (answer.status === 'running') {
    // Every tenth, so that a screen reader is not flooded.
    const tenth = Math.floor((answer.percent ?? 0) / 10) * 10;
    return `${what} running, ${tenth} per cent`;
  }
  if (answer.status !== 'completed') return `${what} ${answer.status}`;
  return `${what} completed: ${answer.created} created, ${answer.updated} updated, ${answer.unchanged} unchanged, ${answer.rejected} rejected`;
}

function Running({
  answer,
  onCancel,
}: {
  answer: ImportAnswer;
  onCancel?: (() => Promise<{ error: string } | undefined>) | undefined;
}) {
  const what = answer.dry_run ? 'Checking' : 'Importing';
  const detail =
    answer.status === 'queued'
      ? 'waiting its turn'
      : answer.rows_total === null
        ? 'looking at the file'
        : `${count(answer.rows_done)} of about ${count(answer.rows_total)} rows`;
  return (
    <Card
      title={answer.dry_run ? 'Checking the file' : 'Importing'}
      description="It goes on if you leave this page."
      actions={
        onCancel ? (
          <ConfirmDialog
            trigger={<Button size="sm">Cancel</Button>}
            title={answer.dry_run ? 'Stop checking?' : 'Cancel this import?'}
            description={
              answer.dry_run ? 'A check writes nothing.' : 'What was written already stays.'
            }
            confirmLabel={answer.dry_run ? 'Stop checking' : 'Cancel the import'}
            tone="danger"
            onConfirm={onCancel}
          />
        ) : null
      }
    >
      <ProgressBar label={what} percent={answer.percent} detail={detail} />
    </Card>
  );
}

function Outcome({ answer }: { answer: ImportAnswer }) {
  const would = answer.dry_run ? 'Would be ' : '';
  const label = (word: string) => (answer.dry_run ? `${would}${word}` : capital(word));
  return (
    <div className="space-y-5">
      {answer.message ? (
        <Alert
          tone={answer.status === 'failed' ? 'danger' : 'info'}
          title={answer.status === 'failed' ? 'The file could not be imported' : 'Cancelled'}
        >
          {answer.message}
        </Alert>
      ) : null}
      {answer.status === 'completed' && !answer.dry_run ? (
        <Alert tone="positive" title="Imported">
          {count(answer.rows_done)} rows were read in.
        </Alert>
      ) : null}
      {answer.status === 'failed' ? null : (
        <StatRow>
          <Stat label={label('created')} value={count(answer.created)} />
          <Stat label={label('updated')} value={count(answer.updated)} />
          <Stat label="Unchanged" value={count(answer.unchanged)} />
          <Stat
            label={label('rejected')}
            value={count(answer.rejected)}
            tone={answer.rejected > 0 ? 'warning' : 'neutral'}
          />
        </StatRow>
      )}
    </div>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
