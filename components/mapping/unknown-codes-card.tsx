'use client';

import { use } from 'react';
import { Ago } from '@/components/instruments/ago';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import type { UnknownCode, UnknownCodes } from '@/lib/instruments/mapping/unknown-codes';
import type { EditorView } from './mapping-editor';

const KINDS: Record<UnknownCode['kind'], string> = {
  assays: 'Assay',
  analytes: 'Analyte',
  flags: 'Flag',
  deviceStates: 'Device state',
};

const SHOWN = 30;

/** Codes that stand in stored messages and mean nothing in this lab, each a click from its line. */
export function UnknownCodesCard({
  heard,
  view,
  now,
  timeZone,
}: {
  heard: Promise<UnknownCodes>;
  view: EditorView;
  now: string;
  timeZone: string;
}) {
  const { read, codes } = use(heard);
  const left = codes.filter(
    ({ kind, code }) =>
      !(view.draft.codes[kind] ?? []).some(({ theirs }) => theirs.trim() === code),
  );
  const translate = (code: UnknownCode) => view.addCode(code.kind, code.code);
  return (
    <Card
      title="Not known here"
      description={
        read === 0
          ? undefined
          : `Codes of the latest ${read.toLocaleString('en')} HL7 and ASTM messages that are neither the lab’s, nor LOINC it knows, nor translated.`
      }
    >
      {left.length === 0 ? (
        <p className="text-dense text-muted">
          {read === 0
            ? 'No HL7 or ASTM message of this device is stored yet. Codes it sends and the lab does not know will appear here.'
            : 'Every code in them is known or translated.'}
        </p>
      ) : (
        <ul aria-label="Codes not known here" className="grid gap-x-8 sm:grid-cols-2">
          {left.slice(0, SHOWN).map((code) => (
            <li
              key={`${code.kind} ${code.code}`}
              className="flex items-center gap-3 border-b py-2 last:border-b-0"
            >
              <span className="min-w-0 grow text-dense">
                <Code className="font-medium">{code.code}</Code>
                {code.alternatives.length === 0 ? null : (
                  <span className="ml-2 text-ink-soft">{code.alternatives.join(', ')}</span>
                )}
                <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs text-muted">
                  <Badge>{KINDS[code.kind]}</Badge>
                  <span>
                    {code.messages === 1 ? '1 message' : `${code.messages} messages`}, last{' '}
                    <Ago time={code.lastAt} now={now} timeZone={timeZone} />
                  </span>
                </span>
              </span>
              <Button
                size="sm"
                aria-label={`Translate ${KINDS[code.kind].toLowerCase()} ${code.code}`}
                onClick={() => translate(code)}
              >
                Translate
              </Button>
            </li>
          ))}
        </ul>
      )}
      {left.length > SHOWN ? (
        <p className="mt-2 text-dense text-muted">
          And {(left.length - SHOWN).toLocaleString('en')} more, once these are translated.
        </p>
      ) : null}
    </Card>
  );
}
