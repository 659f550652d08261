'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { SelectionBar } from '@/components/bench/selection-bar';
import { SelectionContext } from '@/components/bench/selection-context';
import { useSelection } from '@/components/bench/use-selection';
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
  const { selecting, select } = useSelection(ids);
  const { selected } = selecting;

  const choose = async () => {
    const answer = await run({ ids: [...selected] });
    if (!answer.ok) {
      toast({ title: 'Not replayed', description: answer.message, tone: 'danger' });
      return;
    }
    select([]);
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
          onClear={() => select([])}
        />
      ) : null}
    </SelectionContext>
  );
}
