'use client';

import { useSyncExternalStore } from 'react';
import { parseTheme, themeCookie, type ThemeChoice } from './theme';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The present choice and how to change it; kept in a cookie so that the server draws the right one. */
export function useTheme(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const choice = useSyncExternalStore<ThemeChoice>(
    subscribe,
    () => parseTheme(document.documentElement.dataset['theme']),
    () => 'system',
  );
  return [choice, chooseTheme];
}

function chooseTheme(choice: ThemeChoice): void {
  const root = document.documentElement;
  if (choice === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = choice;
  const age = choice === 'system' ? 0 : 60 * 60 * 24 * 365;
  document.cookie = `${themeCookie}=${choice}; path=/; max-age=${age}; samesite=lax`;
  for (const listener of listeners) listener();
}
