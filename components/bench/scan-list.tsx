'use client';

import { CircleCheck, CircleMinus, CircleX, Hourglass, Undo2 } from 'lucide-react';
import { specimenHref } from '@/components/specimens/addresses';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link-button';
import { labTimeText } from '@/components/ui/lab-time';
import type { Scan } from './scan-queue';
import type { Done } from './scan-work';

const MARKS: Record<Scan<unknown>['status'], { icon: typeof CircleX; tone: string; word: string }> =
  {
    waiting: { icon: Hourglass, tone: 'text-muted', word: 'Waiting' },
    working: { icon: Hourglass, tone: 'text-muted', word: 'Working' },
    undoing: { icon: Hourglass, tone: 'text-muted', word: 'Undoing' },
    done: { icon: CircleCheck, tone: 'text-positive', word: 'Done' },
    undone: { icon: Undo2, tone: 'text-muted', word: 'Undone' },
    refused: { icon: CircleX, tone: 'text-danger', word: 'Refused' },
    ignored: { icon: CircleMinus, tone: 'text-muted', word: 'Ignored' },
  };

/** Every scan, newest first, with what came of it and its undo where the workflow has one. */
export function ScanList({
  scans,
  labSlug,
  timeZone,
  onUndo,
}: {
  scans: readonly Scan<Done>[];
  labSlug: string;
  timeZone: string;
  onUndo: (id: number) => void;
}) {
  if (scans.length === 0) return null;
  return (
    <ol aria-label="Scans, newest first" className="divide-y rounded-lg border bg-surface">
      {scans.map((scan) => {
        const { icon: Icon, tone, word } = MARKS[scan.status];
        return (
          <li key={scan.id} className="flex min-h-12 items-center gap-3 px-4 py-1.5 text-dense">
            <Icon aria-hidden="true" className={`size-4 shrink-0 ${tone}`} />
            <div className="flex min-w-0 grow flex-wrap items-baseline gap-x-3">
              <TextLink
                href={specimenHref(labSlug, scan.number)}
                className="font-mono font-medium break-all max-md:-my-2.5 max-md:py-2.5"
              >
                {scan.number}
              </TextLink>
              <span className={`font-medium ${tone}`}>{word}</span>
              <span className="min-w-0 text-ink-soft">{scan.text === word ? null : scan.text}</span>
            </div>
            <span className="text-xs whitespace-nowrap text-muted max-md:hidden">
              {labTimeText(new Date(scan.at).toISOString(), timeZone, 'clock')}
            </span>
            {scan.status === 'done' && scan.result && scan.result.steps.length > 0 ? (
              <Button
                size="sm"
                icon={<Undo2 aria-hidden="true" />}
                aria-label={`Undo ${scan.number}`}
                onClick={() => onUndo(scan.id)}
              >
                Undo
              </Button>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
