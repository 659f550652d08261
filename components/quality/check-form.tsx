'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { UploadState } from '@/components/requests/upload-state';
import { useUpload } from '@/components/requests/use-upload';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FileDrop } from '@/components/ui/file-drop';
import { formatBytes } from '@/components/ui/file-size';
import { Select } from '@/components/ui/input';
import { BUILT_IN } from '@/lib/quality/built-in-ref';
import { parseRules, type ParsedRules } from '@/lib/quality/dialect/parse-rules';
import { MAX_RULES_BYTES } from '@/lib/quality/rule';
import { runHref } from './addresses';
import { FaultList } from './fault-list';
import { CHECK_PATH, fieldsOfRules, type ChosenRules } from './chosen-rules';

const OWN = 'own';

/** Chooses a file and what it is judged by; how far it is and its report are on the run's own page. */
export function CheckForm({
  labSlug,
  maxBytes,
  sets,
  chosen,
}: {
  labSlug: string;
  maxBytes: number;
  sets: readonly { id: string; name: string }[];
  /** The id of the set that is chosen to begin with, or BUILT_IN. */
  chosen: string;
}) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [by, setBy] = useState(chosen);
  const [own, setOwn] = useState<{ text: string; parsed: ParsedRules } | null>(null);
  const { send, share, refusal, setRefusal, stop } = useUpload(labSlug, CHECK_PATH);
  const faults = by === OWN ? (own?.parsed.faults ?? []) : [];

  const readOwn = async (rules: File | null) => {
    setRefusal(null);
    if (rules === null) {
      setOwn(null);
      return;
    }
    const text = await rules.text();
    setOwn({ text, parsed: parseRules(text) });
  };
  const submit = async () => {
    let rules: ChosenRules = by === BUILT_IN ? { kind: 'built-in' } : { kind: 'set', id: by };
    if (by === OWN) {
      if (own === null) {
        setRefusal({ detail: 'Choose the file with your rules first.' });
        return;
      }
      if (faults.length > 0) {
        setRefusal({ detail: 'The rules have faults; mend them and choose the file again.' });
        return;
      }
      rules = { kind: 'text', text: own.text };
    }
    const id = await send(file, fieldsOfRules(rules));
    if (id !== null) router.push(runHref(labSlug, id));
  };

  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FileDrop
        label="CSV file"
        accept=".csv,.txt,.tsv,text/csv,text/tab-separated-values,text/plain"
        maxBytes={maxBytes}
        disabled={share !== null}
        hint={`UTF-8 or Windows-1252; comma, semicolon or tab; up to ${formatBytes(maxBytes)}.`}
        onFile={(next) => {
          setFile(next);
          setRefusal(null);
        }}
      />
      <Field label="Rules" name="rules">
        <Select
          options={[
            { value: BUILT_IN, label: 'Built-in rules' },
            ...sets.map(({ id, name }) => ({ value: id, label: name })),
            { value: OWN, label: 'A file of rules of my own' },
          ]}
          value={by}
          onChange={({ target }) => setBy(target.value)}
        />
      </Field>
      {by === OWN ? (
        <>
          <FileDrop
            label="File of rules"
            name="rules_file"
            accept=".yaml,.yml,.json,text/yaml,application/json"
            maxBytes={MAX_RULES_BYTES}
            disabled={share !== null}
            hint="YAML or JSON; up to 256 KiB."
            onFile={(rules) => void readOwn(rules)}
          />
          {own === null ? null : faults.length > 0 ? (
            <Alert
              tone="danger"
              live
              title={faults.length === 1 ? 'A fault in the rules' : 'Faults in the rules'}
            >
              <FaultList faults={faults} />
            </Alert>
          ) : (
            <p role="status" className="text-dense text-muted">
              {own.parsed.rules.length === 1 ? '1 rule' : `${own.parsed.rules.length} rules`} read
              {own.parsed.notes.length > 0
                ? `, ${own.parsed.notes.length} spellings of other kits converted; the report names them`
                : ''}
              .
            </p>
          )}
        </>
      ) : null}
      <UploadState file={file} share={share} refusal={refusal} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={share !== null}>
          Check this file
        </Button>
        {share === null ? null : (
          <Button type="button" variant="ghost" onClick={stop}>
            Stop
          </Button>
        )}
      </div>
      <p className="text-dense text-muted">
        Nothing of the lab is changed, and the file is kept for a day.
      </p>
    </form>
  );
}
