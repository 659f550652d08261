'use client';

import { useMemo, useState, type ReactNode } from 'react';
import { SelectionBar } from '@/components/bench/selection-bar';
import { SelectionContext, type Selecting } from '@/components/bench/selection-context';
import { clickSelection } from '@/components/bench/selection-range';
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
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  const [asking, setAsking] = useState<ToAcknowledge | null>(null);

  // Rows that are no longer on the page are no longer selected.
  const ids = useMemo(() => alerts.map(({ id }) => id), [alerts]);
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
          onClear={() => setChosen(new Set())}
        />
      ) : null}
      {asking === null ? null : (
        <AcknowledgeDialog
          labSlug={labSlug}
          alerts={asking}
          acknowledge={acknowledge}
          onClose={() => setAsking(null)}
          onDone={() => setChosen(new Set())}
        />
      )}
    </SelectionContext>
  );
}
