'use client';

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, nextDiagnostic, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { getNonce } from 'get-nonce';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { completeRules } from '@/lib/quality/dialect/complete-rules';
import type { ParsedRules } from '@/lib/quality/dialect/parse-rules';
import { codeLook } from './code-look';

type Place = { line: number; column: number };

/** What is done to the text from outside. Each can be undone there. */
export type RulesCodeHandle = {
  /** Puts the cursor at a place, and looks there. */
  goTo: (place: Place) => void;
  insert: (at: number, text: string) => void;
  replace: (text: string) => void;
};

function offsetOf({ doc }: EditorState, { line, column }: Place): number {
  const found = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(found.from + Math.max(0, column - 1), found.to);
}

/** From a place to the end of the word there; a whole line where there is none. */
function marked(state: EditorState, place: Place): { from: number; to: number } {
  const from = offsetOf(state, place);
  const line = state.doc.lineAt(from);
  const word = /^[^\s,:[\]{}]+/.exec(line.text.slice(from - line.from))?.[0] ?? '';
  return word === '' ? { from: line.from, to: line.to } : { from, to: from + word.length };
}

function diagnosticsOf(state: EditorState, { faults, notes }: ParsedRules): Diagnostic[] {
  return [
    ...faults.map((fault): Diagnostic => ({
      ...marked(state, fault),
      severity: 'error',
      message: fault.text,
    })),
    ...notes.map(({ line, text }): Diagnostic => ({
      ...marked(state, { line, column: 1 }),
      severity: 'info',
      message: text,
    })),
  ].toSorted((a, b) => a.from - b.from);
}

function completing(columns: readonly string[]) {
  return ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const found = completeRules(state.doc.toString(), pos, columns);
    if (!found || (!explicit && found.from === pos)) return null;
    return {
      from: found.from,
      options: found.choices.map(({ label, write, info }) => ({
        label,
        ...(write === undefined ? {} : { apply: write }),
        ...(info === undefined ? {} : { info }),
      })),
      validFor: /^[\w.-]*$/,
    };
  };
}

/**
 * A text of rules to be edited, with numbers of lines, colours, completion and its faults in place.
 * Tab leaves it, as it leaves any field; Ctrl-] and Ctrl-[ indent.
 */
export function RulesCode({
  ref,
  initial,
  columns,
  parsed,
  label,
  describedBy,
  onChange,
}: {
  ref: Ref<RulesCodeHandle>;
  initial: string;
  /** Columns that are offered. */
  columns: readonly string[];
  /** What the text was read as, a moment after it was typed. */
  parsed: ParsedRules;
  label: string;
  describedBy: string;
  onChange: (text: string) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const validity = useRef(new Compartment());
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  });
  const begin = useRef({ initial, columns, label, describedBy });

  useEffect(() => {
    if (!place.current) return undefined;
    const { initial: doc, columns: offered, label: name, describedBy: by } = begin.current;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc,
        extensions: [
          EditorView.cspNonce.of(getNonce() ?? ''),
          lineNumbers(),
          lintGutter(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          history(),
          indentOnInput(),
          indentUnit.of('  '),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ override: [completing(offered)], icons: false }),
          yaml(),
          codeLook,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': name,
            'aria-describedby': by,
            spellcheck: 'false',
            autocapitalize: 'off',
          }),
          validity.current.of([]),
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            // Outside of the editor it leads to the notifications.
            { key: 'F8', run: nextDiagnostic, preventDefault: true, stopPropagation: true },
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, []);

  useEffect(() => {
    const { current } = view;
    if (!current) return;
    const invalid = parsed.faults.length > 0;
    current.dispatch(setDiagnostics(current.state, diagnosticsOf(current.state, parsed)), {
      effects: validity.current.reconfigure(
        EditorView.contentAttributes.of(invalid ? { 'aria-invalid': 'true' } : {}),
      ),
    });
  }, [parsed]);

  useImperativeHandle(ref, () => ({
    goTo(where) {
      const { current } = view;
      if (!current) return;
      const anchor = offsetOf(current.state, where);
      current.focus();
      current.dispatch({
        selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
      });
    },
    insert(at, text) {
      const { current } = view;
      if (!current) return;
      const anchor = at + text.length - text.trimStart().length;
      current.focus();
      current.dispatch({
        changes: { from: at, insert: text },
        selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
      });
    },
    replace(text) {
      const { current } = view;
      current?.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } });
    },
  }));

  return (
    <div
      ref={place}
      className="min-h-72 overflow-hidden rounded-md border border-line-strong text-dense focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent max-md:text-base"
    />
  );
}
