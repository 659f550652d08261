'use client';

import { useSyncExternalStore } from 'react';

const QUERY = '(width < 48rem)';

function onChange(changed: () => void): () => void {
  const list = matchMedia(QUERY);
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
}

/** Whether the window is a phone's. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    onChange,
    () => matchMedia(QUERY).matches,
    () => false,
  );
}
