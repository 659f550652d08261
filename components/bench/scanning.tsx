'use client';

import { Volume2, VolumeX } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ActionIcon } from './action-look';
import { beep } from './beep';
import type { Bench, TakeAction } from './bench-context';
import { ScanField } from './scan-field';
import { ScanList } from './scan-list';
import { ScanQueue, type Scan } from './scan-queue';
import { ScanState } from './scan-state';
import { countScans } from './scan-summary';
import { undoScan, workScan, type Done, type ScanSetup } from './scan-work';
import { remember, remembered } from './remembered';
import { useScanCapture } from './use-scan-capture';

/** Acts on each scan at once, in order, and shows what came of it; until `onFinish`. */
export function Scanning({
  bench,
  act,
  setup,
  onFinish,
}: {
  bench: Bench;
  act: TakeAction;
  setup: ScanSetup;
  onFinish: (scans: readonly Scan<Done>[]) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [scans, setScans] = useState<readonly Scan<Done>[]>([]);
  const [shown, setShown] = useState<Scan<Done> | null>(null);
  const [loud, setLoud] = useState(() => remembered(bench.labSlug, 'sound') !== 'off');
  const counts = countScans(scans);

  const onChange = useEffectEvent((now: readonly Scan<Done>[], changed: Scan<Done>) => {
    setScans(now);
    // What waits does not cover what was just told.
    if (changed.status !== 'waiting') setShown(changed);
    if (!loud) return;
    if (changed.status === 'done' || changed.status === 'undone') beep('good');
    if (changed.status === 'refused' || changed.status === 'ignored') beep('bad');
  });
  const [queue, setQueue] = useState<ScanQueue<Done> | null>(null);
  useEffect(() => {
    setQueue(
      new ScanQueue<Done>({
        work: (number) => workScan(bench, act, setup, number),
        undo: (scan) => undoScan(bench, act, scan),
        onChange: (now, changed) => onChange(now, changed),
      }),
    );
    field.current?.focus();
    // The setup of one round of scanning never changes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const scan = (number: string) => {
    queue?.add(number);
    field.current?.focus();
  };
  useScanCapture(field, scan);
  useEffect(() => {
    if (counts.waiting === 0) return undefined;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [counts.waiting]);

  const said = [
    setup.input.device,
    setup.input.error_code,
    setup.input.rejection_reason,
    setup.input.informed && `told ${setup.input.informed}`,
    setup.input.reason,
  ].filter((text) => typeof text === 'string' && text !== '');
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="flex min-w-0 grow items-center gap-2.5 text-lg font-semibold">
          <ActionIcon action={setup.action} className="size-5 shrink-0 text-accent" />
          <span className="min-w-0">
            {setup.label}
            {said.length > 0 ? (
              <span className="font-normal text-muted"> · {said.join(' · ')}</span>
            ) : null}
          </span>
        </p>
        <Button
          variant="ghost"
          aria-pressed={loud}
          icon={loud ? <Volume2 aria-hidden="true" /> : <VolumeX aria-hidden="true" />}
          onClick={() => {
            remember(bench.labSlug, 'sound', loud ? 'off' : 'on');
            setLoud(!loud);
            field.current?.focus();
          }}
        >
          Sound {loud ? 'on' : 'off'}
        </Button>
        <Button disabled={counts.waiting > 0} onClick={() => onFinish(scans)}>
          Finish
        </Button>
      </div>
      <ScanField ref={field} label="Scan the next tube" button="Take" onScan={scan} />
      <ScanState scan={shown} />
      <p role="group" className="text-sm text-ink-soft" aria-label="Count">
        <strong className="text-ink">{counts.done}</strong> done ·{' '}
        <strong className={counts.refused > 0 ? 'text-danger' : 'text-ink'}>
          {counts.refused}
        </strong>{' '}
        refused
        {counts.undone > 0 ? ` · ${counts.undone} undone` : ''}
        {counts.waiting > 0 ? ` · ${counts.waiting} waiting` : ''}
      </p>
      <ScanList
        scans={scans}
        labSlug={bench.labSlug}
        timeZone={bench.timeZone}
        onUndo={(id) => {
          queue?.undo(id);
          field.current?.focus();
        }}
      />
    </div>
  );
}
