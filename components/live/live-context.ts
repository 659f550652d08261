'use client';

import { createContext } from 'react';
import type { Interest, LiveSignal } from './live-signal';

export type LiveStatus = 'connecting' | 'live' | 'lost';

export type Live = {
  /** Refreshes the page on what concerns the interest, until the returned function is called. */
  follow: (interest: Interest, drawnAtMs: number) => () => void;
  /** Calls back instead, for parts that keep their own data. */
  listen: (interest: Interest, heard: (signal: LiveSignal) => void) => () => void;
  status: () => LiveStatus;
  onStatus: (changed: () => void) => () => void;
};

/** Absent outside a lab's pages. */
export const LiveContext = createContext<Live | null>(null);
