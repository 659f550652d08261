import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { QualityRunRow } from '@/lib/quality/contract';

const count = (value: number) => value.toLocaleString('en');

type Run = Pick<QualityRunRow, 'status' | 'source' | 'rows_done' | 'rows_total' | 'percent'>;

export function progressDetail({ status, source, rows_done, rows_total }: Run): string {
  if (status === 'queued') return 'waiting its turn';
  if (rows_total === null) return source === 'csv' ? 'looking at the file' : 'counting the tests';
  const about = source === 'csv' ? 'about ' : '';
  return `${count(rows_done)} of ${about}${count(rows_total)} rows`;
}

/** How far a run is, and a way to end it. */
export function RunProgress({ run, cancel }: { run: Run; cancel: ReactNode }) {
  // Every tenth, so that a screen reader is not flooded.
  const tenth = Math.floor((run.percent ?? 0) / 10) * 10;
  return (
    <Card
      title={run.source === 'csv' ? 'Checking the file' : 'Judging the lab’s data'}
      description="It goes on if you leave this page."
      actions={cancel}
    >
      <p role="status" className="sr-only">
        {run.status === 'queued' ? 'Waiting its turn' : `Running, ${tenth} per cent`}
      </p>
      <ProgressBar label="Judging" percent={run.percent} detail={progressDetail(run)} />
    </Card>
  );
}
