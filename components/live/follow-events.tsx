'use client';

import { use, useEffect } from 'react';
import type { LiveKind } from '@/lib/platform/live-kinds';
import { LiveContext } from './live-context';

type Props = { kinds: readonly LiveKind[]; entity?: string | undefined; drawnAtMs: number };

/** The browser's part of Follow. */
export function FollowEvents({ kinds, entity, drawnAtMs }: Props) {
  const live = use(LiveContext);
  const kindsKey = kinds.join(' ');
  // Only when it first stands there: a later drawing is the answer to an event that was heard.
  useEffect(() => {
    const wanted = kinds;
    return live?.follow({ kinds: wanted, entity }, drawnAtMs);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [live, kindsKey, entity]);
  return null;
}
