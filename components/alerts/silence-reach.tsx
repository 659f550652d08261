'use client';

import { useEffect, useState } from 'react';
import type { ActionResult } from '@/lib/entry/action-result';
import type { SilenceReach } from '@/lib/alerts/silences/silence-reach';

export type Matcher = { label: string; value: string };

/** Takes `{matchers}`. */
export type ReachAction = (labSlug: string, input: unknown) => Promise<ActionResult<SilenceReach>>;

const PAUSE_MS = 300;

/** How much a silence would hold back now, while it is being put together. */
export function SilenceReachText({
  labSlug,
  matchers,
  reach,
}: {
  labSlug: string;
  matchers: readonly Matcher[];
  reach: ReachAction;
}) {
  const key = JSON.stringify(matchers);
  const [known, setKnown] = useState<{ key: string; reach: SilenceReach } | null>(null);
  useEffect(() => {
    if (key === '[]') return;
    let left = false;
    const ask = async () => {
      const answer = await reach(labSlug, { matchers: JSON.parse(key) }).catch(() => null);
      if (!left && answer?.ok) setKnown({ key, reach: answer.data });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [key, labSlug, reach]);
  const now = known?.key === key ? known.reach : null;
  return (
    <p role="status" className="min-h-5 text-dense text-muted">
      {now === null || key === '[]' ? null : <ReachWords {...now} />}
    </p>
  );
}

function ReachWords({ alerts, critical }: SilenceReach) {
  if (alerts === 0) return 'No open alert matches now.';
  return (
    <>
      {alerts.toLocaleString('en')} open {alerts === 1 ? 'alert matches' : 'alerts match'} now
      {critical === 0 ? (
        '.'
      ) : (
        <>
          , <strong className="text-danger">{critical.toLocaleString('en')} critical</strong>.
        </>
      )}
    </>
  );
}
