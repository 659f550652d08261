'use client';

import { useRouter } from 'next/navigation';
import { Suspense, useState } from 'react';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/components/ui/form-errors';
import { Select } from '@/components/ui/input';
import { SearchInput } from '@/components/ui/search-input';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { MappingAnswer, TriedMapping } from '@/lib/instruments/inbox/contract';
import type { MappingTable } from '@/lib/instruments/mapping/contract';
import type { UnknownCodes } from '@/lib/instruments/mapping/unknown-codes';
import { ChangeBar } from './change-bar';
import { CodeCard } from './code-card';
import { LabelAndTime, TextField } from './label-card';
import { tableOf } from './mapping-draft';
import { ASTM_CODES, ASTM_PLACES, HL7_CODES, HL7_PLACES, SHARED_CODES } from './mapping-words';
import { PlacesCards } from './places-card';
import { TryResult } from './try-result';
import { UnknownCodesCard } from './unknown-codes-card';
import { useMappingDraft } from './use-mapping-draft';

type Choice = { value: string; label: string };
type Action<T> = (labSlug: string, input: unknown) => Promise<ActionResult<T>>;

/** What the parts of the editor see of it. */
export type EditorView = Omit<
  ReturnType<typeof useMappingDraft>,
  'changed' | 'discard' | 'saved'
> & {
  readOnly: boolean;
  choices: Readonly<Record<'assays' | 'analytes' | 'deviceStates', readonly Choice[]>>;
  /** What is wrong with what stands there, if anything. */
  faultOf: (name: string) => string | undefined;
};

/** So many of the latest stored messages a table is tried on. */
const TRIED = 20;

/** A fault of the server's as one of the table: `table.hl7.specimen.1` → `hl7.specimen.1`. */
const inTable = ({ field, message }: FieldError): FieldError => ({
  field: field.replace(/^table\./, ''),
  message,
});

export function MappingEditor({
  labSlug,
  device,
  current,
  usual,
  choices,
  timeZones,
  timeZone,
  now,
  heard,
  actions,
}: {
  labSlug: string;
  device: string;
  current: Pick<MappingAnswer, 'version' | 'table'>;
  /** The default. */
  usual: MappingTable;
  choices: EditorView['choices'];
  timeZones: readonly string[];
  /** The lab's. */
  timeZone: string;
  now: string;
  /** Codes that the lab does not know; null for those who may only look. */
  heard: Promise<UnknownCodes> | null;
  actions: { change: Action<MappingAnswer>; attempt: Action<TriedMapping> } | null;
}) {
  const router = useRouter();
  const toast = useToast();
  const { changed, discard, saved, ...edited } = useMappingDraft(current.table, usual);
  const [version, setVersion] = useState(current.version);
  const [search, setSearch] = useState('');
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const [refused, setRefused] = useState<{ code: string; message: string } | null>(null);
  const [tried, setTried] = useState<{ of: unknown; answer: TriedMapping } | null>(null);
  const change = useAction(actions?.change ?? nothing, labSlug);
  const attempt = useAction(actions?.attempt ?? nothing, labSlug);
  const { draft } = edited;

  const view: EditorView = {
    ...edited,
    readOnly: actions === null,
    choices,
    faultOf: (name) => {
      const fault = faults.find(
        ({ field }) =>
          field === name ||
          (field.startsWith(`${name}.`) && /^\d+$/.test(field.slice(name.length + 1))),
      );
      if (!fault) return undefined;
      const place = /^\.(\d+)$/.exec(fault.field.slice(name.length))?.[1];
      const typed = (draft.places[name] ?? draft.texts[name] ?? '')
        .split(/[,;\s]+/)
        .filter(Boolean);
      const which = place === undefined ? undefined : typed[Number(place)];
      return which === undefined ? fault.message : `${which} ${fault.message}`;
    },
    addCode: (kind, code) => {
      setSearch('');
      edited.addCode(kind, code);
    },
  };

  /** The draft as a table, or nothing where it is plain that it is none. */
  function checked() {
    const { table, faults: own } = tableOf(draft);
    setFaults(own);
    setRefused(null);
    return own.length > 0 ? null : table;
  }
  function refuse(answer: { code: string; message: string; fields: readonly FieldError[] }) {
    setFaults(answer.fields.map(inTable));
    setRefused(answer);
  }
  async function save() {
    const table = checked();
    if (table === null) return;
    const answer = await change.run({ device, version, table });
    if (!answer.ok) {
      refuse(answer);
      return;
    }
    if (answer.data === null) return;
    saved(answer.data.table);
    setVersion(answer.data.version);
    setTried(null);
    toast({ title: `How ${device} is read is saved`, tone: 'positive' });
    router.refresh();
  }
  async function tryIt() {
    const table = checked();
    if (table === null) return;
    const answer = await attempt.run({ device, table, last: TRIED });
    if (!answer.ok) refuse(answer);
    else if (answer.data !== null) setTried({ of: draft, answer: answer.data });
  }

  const unlikeIn = (format: string) =>
    [...view.unlike].filter((name) => name.startsWith(`${format}.`)).length;
  const tabLabel = (label: string, count: number) => (
    <>
      {label}
      {count === 0 ? null : (
        <span className="rounded-sm bg-info-soft px-1.5 text-xs text-info">{count} changed</span>
      )}
    </>
  );
  return (
    <div className="space-y-5">
      <Tabs
        label="Parts of the mapping"
        tabs={[
          {
            value: 'codes',
            label: 'Codes',
            content: (
              <div className="space-y-5">
                {heard === null ? null : (
                  <Suspense
                    fallback={
                      <Card title="Not known here">
                        <Skeleton className="h-16" />
                      </Card>
                    }
                  >
                    <UnknownCodesCard heard={heard} view={view} now={now} timeZone={timeZone} />
                  </Suspense>
                )}
                <Field label="Find a code" className="max-w-80">
                  <SearchInput
                    label="Find a code"
                    name="code"
                    placeholder="Theirs or ours"
                    value={search}
                    onChange={(event) => setSearch(event.target.value)}
                  />
                </Field>
                <div className="grid items-start gap-5 lg:grid-cols-2">
                  {SHARED_CODES.map((words) => (
                    <CodeCard key={words.name} words={words} view={view} search={search} />
                  ))}
                </div>
              </div>
            ),
          },
          {
            value: 'hl7',
            label: tabLabel('HL7 v2', unlikeIn('hl7')),
            content: (
              <div className="space-y-5">
                <p className="text-dense text-muted">
                  Where each of our fields stands, with commas: the first place that holds something
                  counts. Of numbers and codes, the others are tried after it.
                </p>
                <div className="grid items-start gap-5 lg:grid-cols-2">
                  <PlacesCards format="hl7" groups={HL7_PLACES} example="SPM-2.2" view={view} />
                  {HL7_CODES.map((words) => (
                    <CodeCard key={words.name} words={words} view={view} />
                  ))}
                  <Card title="Coded values" description="Of a coded value (CWE, CE) this counts.">
                    <Field label="Result" hideLabel>
                      <Select
                        disabled={view.readOnly}
                        value={draft.texts['hl7.codedValue'] ?? ''}
                        onChange={(event) => view.setText('hl7.codedValue', event.target.value)}
                        options={[
                          { value: 'text', label: 'Its text' },
                          { value: 'code', label: 'Its code' },
                        ]}
                      />
                    </Field>
                  </Card>
                </div>
              </div>
            ),
          },
          {
            value: 'astm',
            label: tabLabel('ASTM', unlikeIn('astm')),
            content: (
              <div className="space-y-5">
                <p className="text-dense text-muted">
                  Where each of our fields stands, with commas: the first place that holds something
                  counts. Of numbers and codes, the others are tried after it.
                </p>
                <div className="grid items-start gap-5 lg:grid-cols-2">
                  <PlacesCards format="astm" groups={ASTM_PLACES} example="O-3.1" view={view} />
                  {ASTM_CODES.map((words) => (
                    <CodeCard key={words.name} words={words} view={view} />
                  ))}
                  <Card
                    title="Records that tell a state"
                    description="Only M records that hold this there; both empty: all that have a state."
                  >
                    <div className="grid gap-4 sm:grid-cols-2">
                      <TextField
                        view={view}
                        name="astm.deviceStateRecord.place"
                        label="Place"
                        placeholder="none, such as M-3"
                      />
                      <TextField view={view} name="astm.deviceStateRecord.value" label="Holds" />
                    </div>
                  </Card>
                </div>
              </div>
            ),
          },
          {
            value: 'label',
            label: 'Label and time',
            content: <LabelAndTime view={view} labTimeZone={timeZone} timeZones={timeZones} />,
          },
        ]}
      />
      {tried === null ? null : (
        <TryResult
          answer={tried.answer}
          isOld={tried.of !== draft}
          labSlug={labSlug}
          timeZone={timeZone}
        />
      )}
      {actions === null ? null : (
        <ChangeBar
          version={version}
          count={changed.size}
          faults={faults}
          refused={refused}
          trying={attempt.pending}
          saving={change.pending}
          onDiscard={() => {
            discard();
            setFaults([]);
            setRefused(null);
          }}
          onTry={() => void tryIt()}
          onSave={() => void save()}
        />
      )}
    </div>
  );
}

/** Stands in for an action of those who may only look; nothing calls it. */
function nothing(): Promise<ActionResult<null>> {
  return Promise.resolve({ ok: true, data: null });
}
