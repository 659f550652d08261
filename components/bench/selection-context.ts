'use client';

import { createContext } from 'react';

/** What the boxes of a list's rows see of its selection. */
export type Selecting = {
  selected: ReadonlySet<string>;
  all: 'all' | 'some' | 'none';
  click: (key: string, shift: boolean) => void;
  clickAll: () => void;
};

/** Absent where nothing can be selected. */
export const SelectionContext = createContext<Selecting | null>(null);
