'use client';

import { use, useEffect, useRef, useSyncExternalStore } from 'react';
import type { LiveKind } from '@/lib/platform/live-kinds';
import { LiveContext, type LiveStatus } from './live-context';
import type { LiveSignal } from './live-signal';

const never = () => () => undefined;
const connecting = (): LiveStatus => 'connecting';

/** Whether the page hears of changes at once; `lost` after some seconds without a connection. */
export function useLiveStatus(): LiveStatus {
  const live = use(LiveContext);
  return useSyncExternalStore(live?.onStatus ?? never, live?.status ?? connecting, connecting);
}

/** Calls back on each change of these kinds (or of one entity), for parts with data of their own. */
export function useLive(
  { kinds, entity }: { kinds: readonly LiveKind[]; entity?: string | undefined },
  heard: (signal: LiveSignal) => void,
): void {
  const live = use(LiveContext);
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  const kindsKey = kinds.join(' ');
  useEffect(() => {
    const wanted = kinds;
    return live?.listen({ kinds: wanted, entity }, (signal) => latest.current(signal));
    // oxlint-disable-next-line react/exhaustive-deps
  }, [live, kindsKey, entity]);
}
