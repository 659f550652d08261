'use client';

import { use, useEffect, useRef } from 'react';
import { SelectionContext } from './selection-context';

const BOX = 'relative z-1 block size-4.5 shrink-0 cursor-pointer accent-accent max-md:size-5.5';

/** Selects a row; with Shift all since the last one. Nothing where nothing can be selected. */
export function SelectBox({ rowKey, label }: { rowKey: string; label: string }) {
  const selecting = use(SelectionContext);
  if (!selecting) return null;
  return (
    // On phones the label around it takes the taps that miss: beneath lies the row's link.
    <label className="relative z-1 block shrink-0 max-md:-m-2.5 max-md:p-2.5">
      <input
        type="checkbox"
        className={BOX}
        aria-label={`Select ${label}`}
        checked={selecting.selected.has(rowKey)}
        onChange={(event) => {
          const { nativeEvent } = event;
          selecting.click(rowKey, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
        }}
      />
    </label>
  );
}

/** Selects all rows of the page, or none. */
export function SelectAllBox({ text }: { text?: string }) {
  const selecting = use(SelectionContext);
  const box = useRef<HTMLInputElement>(null);
  const all = selecting?.all;
  useEffect(() => {
    if (box.current) box.current.indeterminate = all === 'some';
  }, [all]);
  if (!selecting) return null;
  const label = 'Select all on this page';
  return (
    <label className="inline-flex items-center gap-2 align-middle text-dense max-md:min-h-11">
      <input
        ref={box}
        type="checkbox"
        className={BOX}
        aria-label={label}
        checked={all === 'all'}
        onChange={selecting.clickAll}
      />
      {text}
    </label>
  );
}
