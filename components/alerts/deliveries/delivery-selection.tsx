'use client';

import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { SelectionBar } from '@/components/bench/selection-bar';
import { SelectionContext } from '@/components/bench/selection-context';
import { useSelection } from '@/components/bench/use-selection';
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
  const { selecting, select } = useSelection(ids);
  const { selected } = selecting;

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
    select([]);
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
          onClear={() => select([])}
        />
      ) : null}
    </SelectionContext>
  );
}
