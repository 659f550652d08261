'use client';

import { useEffect, useRef, useState } from 'react';
import type { MappingTable } from '@/lib/instruments/mapping/contract';
import type { CodeKind } from '@/lib/instruments/mapping/unknown-codes';
import { differences, draftOf, newLine, type CodeLine, type MappingDraft } from './mapping-draft';

type Side = 'theirs' | 'ours';

/** A table while it is edited: the draft, what it began with, and what is not as the default. */
export function useMappingDraft(table: MappingTable, usualTable: MappingTable) {
  const [base, setBase] = useState(() => draftOf(table));
  const [draft, setDraft] = useState(base);
  const [usual] = useState(() => draftOf(usualTable));
  const wanted = useRef<{ id: number; side: Side } | null>(null);
  const changed = differences(draft, base);
  const isChanged = changed.size > 0;

  useEffect(() => {
    if (!isChanged) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [isChanged]);

  const setCodes = (name: string, lines: readonly CodeLine[]) =>
    setDraft((old) => ({ ...old, codes: { ...old.codes, [name]: lines } }));
  return {
    draft,
    usual,
    changed,
    unlike: differences(draft, usual),
    setPlaces: (name: string, places: string) =>
      setDraft((old) => ({ ...old, places: { ...old.places, [name]: places } })),
    setText: (name: string, text: string) =>
      setDraft((old) => ({ ...old, texts: { ...old.texts, [name]: text } })),
    setCodes,
    /** A line for a code that was seen, with our side ready to be typed. */
    addCode: (kind: CodeKind, code: string) => {
      const line = newLine(code);
      wanted.current = { id: line.id, side: 'ours' };
      setDraft((old) => ({
        ...old,
        codes: { ...old.codes, [kind]: [line, ...(old.codes[kind] ?? [])] },
      }));
    },
    /** The line that is drawn next takes the focus. */
    focusNext: (id: number) => {
      wanted.current = { id, side: 'theirs' };
    },
    focusRef: (id: number, side: Side) => (input: HTMLInputElement | null) => {
      if (input === null || wanted.current?.id !== id || wanted.current.side !== side) return;
      wanted.current = null;
      input.focus();
    },
    discard: () => setDraft(base),
    /** The table that was saved is what it begins with now. */
    saved: (kept: MappingTable) => {
      const next: MappingDraft = draftOf(kept);
      setBase(next);
      setDraft(next);
    },
  };
}
