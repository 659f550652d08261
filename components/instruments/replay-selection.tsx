'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useState, type ReactNode } from 'react';
import { SelectionBar } from '@/components/bench/selection-bar';
import { SelectionContext, type Selecting } from '@/components/bench/selection-context';
import { clickSelection } from '@/components/bench/selection-range';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { replayedText, type ReplayManyAction } from './replayed-text';

/** Lets messages of a list be selected and put back into the queue together. */
export function ReplaySelection({
  labSlug,
  ids,
  replay,
  children,
}: {
  labSlug: string;
  /** Those that can be replayed, in the order of the list. */
  ids: readonly string[];
  replay: ReplayManyAction;
  children: ReactNode;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending } = useAction(replay, labSlug);
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

  const choose = async () => {
    const answer = await run({ ids: [...selected] });
    if (!answer.ok) {
      toast({ title: 'Not replayed', description: answer.message, tone: 'danger' });
      return;
    }
    setChosen(new Set());
    toast(replayedText(answer.data));
    router.refresh();
  };

  return (
    <SelectionContext value={selecting}>
      {children}
      {selected.size > 0 ? (
        <SelectionBar
          count={selected.size}
          noun="message"
          offered={[{ action: 'replay', label: 'Replay', count: selected.size }]}
          busy={pending}
          isPrimary={() => true}
          onChoose={() => void choose()}
          onClear={() => setChosen(new Set())}
        />
      ) : null}
    </SelectionContext>
  );
}
