import { useMemo, useState } from 'react';
import type { Selecting } from './selection-context';
import { clickSelection } from './selection-range';

/**
 * Which rows of a list are selected, by their keys in the order of the list; what a row's boxes see
 * of it, and the way to select others. `keys` must stay the same array while the list does.
 */
export function useSelection(keys: readonly string[]): {
  selecting: Selecting;
  select: (keys: Iterable<string>) => void;
} {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  // Rows that are no longer on the page are no longer selected.
  const selected = useMemo(() => new Set(keys.filter((key) => chosen.has(key))), [keys, chosen]);
  const select = (wanted: Iterable<string>) => setChosen(new Set(wanted));
  return {
    select,
    selecting: {
      selected,
      all: selected.size === 0 ? 'none' : selected.size === keys.length ? 'all' : 'some',
      click: (key, shift) => {
        setChosen(clickSelection(selected, keys, key, shift ? last : null));
        setLast(key);
      },
      clickAll: () => select(selected.size === keys.length ? [] : keys),
    },
  };
}
