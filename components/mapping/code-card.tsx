'use client';

import { ArrowRight, Plus, Undo2, X } from 'lucide-react';
import { useId, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { Input, Select } from '@/components/ui/input';
import { newLine, type CodeLine } from './mapping-draft';
import type { EditorView } from './mapping-editor';
import type { CodeWords, OurSide } from './mapping-words';

const SHOWN = 40;

/** Codes that words stand for are short: the words get the room. */
function columnsOf({ kind }: OurSide): string {
  return cn(
    'grid gap-2',
    kind === 'choice'
      ? 'grid-cols-[minmax(0,2fr)_1rem_minmax(0,3fr)_2rem]'
      : 'grid-cols-[minmax(0,1fr)_1rem_minmax(0,1fr)_2rem]',
  );
}

/** A list of codes, theirs and ours, to add to, take from and look through. */
export function CodeCard({
  words,
  view,
  search = '',
}: {
  words: CodeWords;
  view: EditorView;
  /** Only lines with it are shown. */
  search?: string;
}) {
  const { name, label, hint, ours } = words;
  const list = useId();
  const [all, setAll] = useState(false);
  const lines = view.draft.codes[name] ?? [];
  const wanted = search.trim().toLowerCase();
  const found =
    wanted === ''
      ? lines
      : lines.filter((line) => `${line.theirs} ${line.ours}`.toLowerCase().includes(wanted));
  const shown = all ? found : found.slice(0, SHOWN);
  const usual = view.usual.codes[name] ?? [];
  const isUnlike = usual.length > 0 && view.unlike.has(name);
  const choices = ours.kind === 'code' && ours.of !== 'any' ? view.choices[ours.of] : [];
  const set = (changed: readonly CodeLine[]) => view.setCodes(name, changed);
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-2">
          {label}
          {lines.length === 0 ? null : (
            <span className="text-xs font-normal text-muted">
              {lines.length.toLocaleString('en')}
            </span>
          )}
          {isUnlike ? <Badge tone="info">Changed</Badge> : null}
        </span>
      }
      description={hint}
      actions={
        view.readOnly ? undefined : (
          <>
            {isUnlike ? (
              <IconButton
                size="sm"
                label={`Back to the default of ${label}`}
                onClick={() => set(usual.map((line) => newLine(line.theirs, line.ours)))}
              >
                <Undo2 aria-hidden="true" />
              </IconButton>
            ) : null}
            <Button
              size="sm"
              icon={<Plus aria-hidden="true" />}
              aria-label={`Add a code to ${label}`}
              onClick={() => {
                const line = newLine();
                view.focusNext(line.id);
                set([line, ...lines]);
              }}
            >
              Add
            </Button>
          </>
        )
      }
    >
      {lines.length === 0 ? (
        <p className="text-dense text-muted">None: codes are taken as they are.</p>
      ) : found.length === 0 ? (
        <p className="text-dense text-muted">
          None of {lines.length} with “{search}”.
        </p>
      ) : (
        <>
          <div aria-hidden="true" className={cn('mb-1 text-xs text-muted', columnsOf(ours))}>
            <span>Theirs</span>
            <span />
            <span>Ours</span>
          </div>
          <ul aria-label={`Codes of ${label}`} className="space-y-1.5">
            {shown.map((line) => (
              <Line
                key={line.id}
                line={line}
                words={words}
                view={view}
                list={choices.length > 0 ? list : undefined}
                known={choices}
                onChange={(changed) =>
                  set(lines.map((one) => (one.id === line.id ? changed : one)))
                }
                onRemove={() => set(lines.filter((one) => one.id !== line.id))}
              />
            ))}
          </ul>
          {shown.length < found.length ? (
            <Button variant="ghost" size="sm" className="mt-2" onClick={() => setAll(true)}>
              Show all {found.length.toLocaleString('en')}
            </Button>
          ) : null}
        </>
      )}
      {choices.length === 0 ? null : (
        <datalist id={list}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </datalist>
      )}
    </Card>
  );
}

function Line({
  line,
  words: { name, label, ours },
  view,
  list,
  known,
  onChange,
  onRemove,
}: {
  line: CodeLine;
  words: CodeWords;
  view: EditorView;
  list: string | undefined;
  known: readonly { value: string; label: string }[];
  onChange: (line: CodeLine) => void;
  onRemove: () => void;
}) {
  const theirs = line.theirs.trim();
  const typed = line.ours.trim().toLowerCase();
  const fault = view.faultOf(`${name}.${theirs}`);
  const isForeign =
    typed !== '' && known.length > 0 && !known.some(({ value }) => value.toLowerCase() === typed);
  const note =
    fault ?? (isForeign ? `This lab has none such among its ${label.toLowerCase()}.` : null);
  const noteId = useId();
  const shared = {
    className: 'px-2',
    'aria-describedby': note === null ? undefined : noteId,
    'aria-invalid': fault === undefined ? undefined : true,
  } as const;
  return (
    <li>
      <div className={cn('items-center', columnsOf(ours))}>
        <Input
          code
          {...shared}
          aria-label={
            theirs === '' ? `Their code, of ${label}` : `Their code ${theirs}, of ${label}`
          }
          readOnly={view.readOnly}
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          value={line.theirs}
          ref={view.focusRef(line.id, 'theirs')}
          onChange={(event) => onChange({ ...line, theirs: event.target.value })}
        />
        <ArrowRight aria-hidden="true" className="size-4 text-muted" />
        {ours.kind === 'choice' ? (
          <Select
            {...shared}
            className=""
            aria-label={`Ours for ${theirs || 'it'}`}
            disabled={view.readOnly}
            value={line.ours}
            placeholder={
              ours.options.some(({ value }) => value === line.ours) ? undefined : 'Choose'
            }
            options={ours.options}
            onChange={(event) => onChange({ ...line, ours: event.target.value })}
          />
        ) : (
          <Input
            code
            {...shared}
            aria-label={`Ours for ${theirs || 'it'}`}
            readOnly={view.readOnly}
            spellCheck={false}
            autoComplete="off"
            list={view.readOnly ? undefined : list}
            maxLength={64}
            placeholder={ours.mayBeEmpty ? 'left out' : ''}
            value={line.ours}
            ref={view.focusRef(line.id, 'ours')}
            onChange={(event) => onChange({ ...line, ours: event.target.value })}
          />
        )}
        {view.readOnly ? (
          <span />
        ) : (
          <IconButton label={`Remove ${theirs || 'the empty line'}`} size="sm" onClick={onRemove}>
            <X aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {note === null ? null : (
        <p
          id={noteId}
          className={`mt-1 text-xs first-letter:uppercase ${fault === undefined ? 'text-warning' : 'font-medium text-danger'}`}
        >
          {note}
        </p>
      )}
    </li>
  );
}
