'use client';

import { useCallback, useSyncExternalStore } from 'react';

const CHANGED = 'benchwatch:switch';

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener('storage', listener);
  };
}

function isOn(name: string): boolean {
  try {
    return localStorage.getItem(name) !== 'off';
  } catch {
    // Storage may be forbidden; then it is on, and cannot be kept off.
    return true;
  }
}

/** A switch that this browser remembers; on until it is switched off. */
export function useStoredSwitch(name: string): [boolean, () => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => isOn(name),
    () => true,
  );
  const toggle = useCallback(() => {
    try {
      localStorage.setItem(name, isOn(name) ? 'off' : 'on');
    } catch {
      return;
    }
    window.dispatchEvent(new Event(CHANGED));
  }, [name]);
  return [on, toggle];
}
