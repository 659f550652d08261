'use client';

import { useMemo, useState, type ReactNode } from 'react';
import { SelectionBar } from '@/components/bench/selection-bar';
import { SelectionContext } from '@/components/bench/selection-context';
import { useSelection } from '@/components/bench/use-selection';
import {
  AcknowledgeDialog,
  type AcknowledgeAction,
  type ToAcknowledge,
} from './acknowledge-dialog';

/** Lets alerts of a list be selected and taken on together. */
export function AlertSelection({
  labSlug,
  alerts,
  acknowledge,
  children,
}: {
  labSlug: string;
  /** Those that can be acknowledged, in the order of the list. */
  alerts: ToAcknowledge;
  acknowledge: AcknowledgeAction;
  children: ReactNode;
}) {
  const [asking, setAsking] = useState<ToAcknowledge | null>(null);
  const ids = useMemo(() => alerts.map(({ id }) => id), [alerts]);
  const { selecting, select } = useSelection(ids);
  const { selected } = selecting;

  return (
    <SelectionContext value={selecting}>
      {children}
      {selected.size > 0 ? (
        <SelectionBar
          count={selected.size}
          noun="alert"
          offered={[{ action: 'acknowledge', label: 'Acknowledge', count: selected.size }]}
          busy={asking !== null}
          isPending={() => false}
          isPrimary={() => true}
          onChoose={() => setAsking(alerts.filter(({ id }) => selected.has(id)))}
          onClear={() => select([])}
        />
      ) : null}
      {asking === null ? null : (
        <AcknowledgeDialog
          labSlug={labSlug}
          alerts={asking}
          acknowledge={acknowledge}
          onClose={() => setAsking(null)}
          onDone={() => select([])}
        />
      )}
    </SelectionContext>
  );
}
