'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useState, type ReactNode } from 'react';
import { SelectionBar } from '@/components/bench/selection-bar';
import { SelectionContext, type Selecting } from '@/components/bench/selection-context';
import { clickSelection } from '@/components/bench/selection-range';
import { useToast } from '@/components/ui/toast';
import { settledText } from './delivery-words';
import type { SettleManyAction } from './settle-action';

/** Lets notifications that were given up be selected, and replayed or dismissed together. */
export function DeliverySelection({
  labSlug,
  ids,
  replay,
  dismiss,
  children,
}: {
  labSlug: string;
  /** Those that wait for somebody, in the order of the list. */
  ids: readonly string[];
  replay: SettleManyAction;
  dismiss: SettleManyAction;
  children: ReactNode;
}) {
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);

  // Rows that are no longer on the page are no longer selected.
  const selected = useMemo(() => new Set(ids.filter((id) => chosen.has(id))), [ids, chosen]);
  const selecting: Selecting = {
    selected,
    all: selected.size === 0 ? 'none' : selected.size === ids.length ? 'all' : 'some',
    click: (key, shift) => {
      setChosen(clickSelection(selected, ids, key, shift ? last : null));
      setLast(key);
    },
    clickAll: () => setChosen(new Set(selected.size === ids.length ? [] : ids)),
  };

  const settle = async (act: 'replay' | 'dismiss') => {
    setBusy(act);
    const run = act === 'replay' ? replay : dismiss;
    const answer = await run(labSlug, { ids: [...selected] }).catch(() => null);
    setBusy(null);
    if (answer === null || !answer.ok) {
      toast({
        title: act === 'replay' ? 'Not replayed' : 'Not dismissed',
        description: answer?.message ?? 'The server could not be reached.',
        tone: 'danger',
      });
      return;
    }
    setChosen(new Set());
    toast(settledText(answer.data, act === 'replay' ? 'replayed' : 'dismissed'));
    router.refresh();
  };

  return (
    <SelectionContext value={selecting}>
      {children}
      {selected.size > 0 ? (
        <SelectionBar
          count={selected.size}
          noun="notification"
          offered={[
            { action: 'replay' as const, label: 'Replay', count: selected.size },
            { action: 'dismiss' as const, label: 'Dismiss', count: selected.size },
          ]}
          busy={busy !== null}
          isPending={({ action }) => action === busy}
          isPrimary={({ action }) => action === 'replay'}
          onChoose={({ action }) => void settle(action)}
          onClear={() => setChosen(new Set())}
        />
      ) : null}
    </SelectionContext>
  );
}
