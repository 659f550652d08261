'use client';

import { useEffect, useState } from 'react';
import { parseRules, type ParsedRules } from '@/lib/quality/dialect/parse-rules';

const PAUSE_MS = 250;

/** What a text is read as, looked at whenever typing pauses. */
export function useParsedRules(text: string): ParsedRules {
  const [read, setRead] = useState(() => ({ text, parsed: parseRules(text) }));
  useEffect(() => {
    if (read.text === text) return undefined;
    const timer = setTimeout(() => setRead({ text, parsed: parseRules(text) }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, read.text]);
  return read.parsed;
}
