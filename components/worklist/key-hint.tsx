'use client';

import { Keyboard } from 'lucide-react';
import { Button } from '@/components/ui/button';

const KEYS: readonly [string, string][] = [
  ['j k', 'move'],
  ['Enter', 'opens'],
  ['v', 'verifies'],
  ['p', 'publishes'],
  ['x', 'selects'],
];

/** What the keys of a list do, and a way to switch them off; of no use to a phone. */
export function KeyHint({ on, onToggle }: { on: boolean; onToggle: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted max-lg:hidden print:hidden">
      <Keyboard aria-hidden="true" className="size-4" />
      {on ? (
        KEYS.map(([key, does]) => (
          <span key={key}>
            {key.split(' ').map((letter) => (
              <kbd
                key={letter}
                className="mr-1 rounded-sm border border-line-strong bg-surface px-1 font-mono text-2xs text-ink-soft"
              >
                {letter}
              </kbd>
            ))}
            {does}
          </span>
        ))
      ) : (
        <span>Keys are off.</span>
      )}
      <Button variant="link" className="text-xs" aria-pressed={on} onClick={onToggle}>
        {on ? 'Switch keys off' : 'Switch keys on'}
      </Button>
    </div>
  );
}
