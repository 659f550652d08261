'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLive } from '@/components/live/use-live';
import { newSpecimenHref } from '@/components/specimens/addresses';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { Skeleton } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import type { Specimen } from '@/lib/specimens/contract';
import type { Bench as BenchContext, TakeAction } from './bench-context';
import { BenchSpecimen } from './bench-specimen';
import { fetchSpecimen, type Found } from './fetch-specimen';
import { HandledList } from './handled-list';
import { parseHandled, withHandled } from './handled';
import { remember, useRemembered } from './remembered';
import { ScanField } from './scan-field';
import { stateLabel } from './use-take-action';
import { useScanCapture } from './use-scan-capture';

/** The technician's place: scan or type a number, see the specimen, act, scan the next. */
export function Bench({
  bench,
  act,
  mayMove,
  mayCreate,
  initialNumber,
}: {
  bench: BenchContext;
  act: TakeAction;
  mayMove: boolean;
  mayCreate: boolean;
  initialNumber: string | null;
}) {
  const { labSlug } = bench;
  const toast = useToast();
  const queries = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [number, setNumber] = useState(initialNumber);
  /** Counts scans, so that a specimen scanned again begins anew. */
  const [turn, setTurn] = useState(0);
  const handled = parseHandled(useRemembered(labSlug, 'handled'));

  const key = ['bench', labSlug, number];
  const { data: found, isFetching } = useQuery({
    queryKey: key,
    queryFn: async () => {
      const now = await fetchSpecimen(labSlug, number ?? '');
      // What fails in the background takes nothing away from whoever works on it.
      const before = queries.getQueryData<Found>(key);
      return !now.ok && now.code === 'unavailable' && before?.ok ? before : now;
    },
    enabled: number !== null,
    staleTime: 0,
    // A scan without a network is told so, not kept waiting for one.
    networkMode: 'always',
  });
  useLive({ kinds: ['specimen'], entity: number ?? '' }, () => {
    if (number !== null) void queries.invalidateQueries({ queryKey: ['bench', labSlug, number] });
  });

  // After a dialog has given its focus back.
  const focusField = useCallback(() => {
    setTimeout(() => field.current?.focus(), 0);
  }, []);
  useEffect(() => field.current?.focus(), []);

  const open = (next: string) => {
    if (document.querySelector('[role="dialog"]')) {
      toast({ title: 'The window was left', description: `Nothing was done to ${number ?? ''}.` });
    }
    setNumber(next);
    setTurn(turn + 1);
    void queries.resetQueries({ queryKey: ['bench', labSlug, next] });
    const address = new URL(window.location.href);
    address.searchParams.set('specimen', next);
    window.history.replaceState(null, '', address);
    focusField();
  };
  useScanCapture(field, open);

  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || document.querySelector('[role="dialog"], [role="menu"]')) return;
    field.current?.focus();
    field.current?.select();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onEscape(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);

  const onSpecimen = (specimen: Specimen, how: 'done' | 'faster') => {
    const known: Found = { ok: true, specimen };
    queries.setQueryData(['bench', labSlug, specimen.specimen_id], known);
    if (how === 'faster') return;
    const next = withHandled(handled, {
      number: specimen.specimen_id,
      what: stateLabel(bench, specimen.state),
      at: new Date().toISOString(),
    });
    remember(labSlug, 'handled', JSON.stringify(next));
  };

  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="min-w-0 space-y-5">
        <ScanField ref={field} label="Scan or type a specimen number" button="Open" onScan={open}>
          <p className="text-xs text-muted max-md:hidden">
            Esc brings you back here. Alt and a letter takes an action.
          </p>
        </ScanField>
        <div aria-live="polite" aria-busy={isFetching || undefined} className="min-w-0">
          {number === null ? (
            <Nothing />
          ) : found === undefined ? (
            <Skeleton className="h-72" />
          ) : found.ok ? (
            <BenchSpecimen
              key={`${found.specimen.specimen_id} ${turn}`}
              bench={bench}
              act={act}
              specimen={found.specimen}
              mayMove={mayMove}
              onSpecimen={onSpecimen}
              onIdle={focusField}
            />
          ) : (
            <NotHere
              number={number}
              found={found}
              labSlug={labSlug}
              mayCreate={mayCreate}
              onAgain={() => open(number)}
            />
          )}
        </div>
      </div>
      <HandledList handled={handled} timeZone={bench.timeZone} onOpen={open} />
    </div>
  );
}

function Nothing() {
  return (
    <div className="rounded-lg border border-dashed border-line-strong px-6 py-14 text-center">
      <p className="text-base font-semibold">Ready for the first tube</p>
      <p className="mx-auto mt-1 max-w-md text-sm text-pretty text-muted">
        Scan a label: its specimen opens here with all that may be done to it. For a whole rack and
        one action, use scan mode.
      </p>
    </div>
  );
}

function NotHere({
  number,
  found,
  labSlug,
  mayCreate,
  onAgain,
}: {
  number: string;
  found: Extract<Found, { ok: false }>;
  labSlug: string;
  mayCreate: boolean;
  onAgain: () => void;
}) {
  if (found.code !== 'not_found') {
    return (
      <Alert
        tone="danger"
        title="It could not be read"
        live
        actions={<Button onClick={onAgain}>Try again</Button>}
      >
        {found.message}
      </Alert>
    );
  }
  const query = encodeURIComponent(number);
  return (
    <Alert
      tone="warning"
      title={`${number} is not in this lab`}
      live
      actions={
        <>
          {mayCreate ? (
            <LinkButton href={`${newSpecimenHref(labSlug)}?specimen_id=${query}`} variant="primary">
              Enter it as new
            </LinkButton>
          ) : null}
          <LinkButton href={`/${labSlug}/specimens?q=${query}`}>Search for it</LinkButton>
        </>
      }
    >
      No label of this lab has this number. Capitals and small letters count; scan it again, or
      enter it.
    </Alert>
  );
}
