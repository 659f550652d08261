'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState } from 'react';
import { ActionForm, type Failure } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input, Select, Textarea } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { useToast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/entry/action-result';
import { insertRule } from '@/lib/quality/dialect/insert-rule';
import { parseRules } from '@/lib/quality/dialect/parse-rules';
import { DIALECT_KINDS, type DialectKind } from '@/lib/quality/rule';
import { qualityHref, ruleSetHref, runHref } from './addresses';
import { FaultList } from './fault-list';
import type { JudgeLab } from './judge-lab';
import { NoteList } from './note-list';
import { readRuleSetForm, type RuleSetSettings } from './rule-set-form';
import { RulesCode, type RulesCodeHandle } from './rules-code';
import { SaveConflict, type Theirs } from './save-conflict';
import { TryOnFile } from './try-on-file';
import { useParsedRules } from './use-parsed-rules';

type Action<T> = (labSlug: string, input: unknown) => Promise<ActionResult<T>>;
type Saved = { id: string; version: number };

/** What a manager does with a rule set. */
export type RuleSetActions = {
  make: Action<Saved>;
  change: Action<Saved>;
  read: Action<Theirs>;
  judge: JudgeLab;
};

const FORM_FIELDS = new Set(['name', 'description', 'every_hours', 'days', 'after_import']);
const UNREACHABLE =
  'The server could not be reached. Look whether it was saved before you try again.';

const isKind = (text: string): text is DialectKind => DIALECT_KINDS.some((kind) => kind === text);
const rulesCount = (count: number) => (count === 1 ? '1 rule' : `${count} rules`);

/** A rule set being written: its text, checked as one types, and when it runs by itself. */
export function RuleSetEditor({
  labSlug,
  timeZone,
  saved,
  settings,
  text: initial,
  columns,
  templates,
  maxBytes,
  actions,
}: {
  labSlug: string;
  timeZone: string;
  /** The set that is changed, and the version that was read; null for a new one. */
  saved: Saved | null;
  settings: RuleSetSettings;
  text: string;
  columns: readonly string[];
  /** Texts to begin with, where the set is new. */
  templates: readonly { name: string; text: string }[];
  /** Of a file it is tried on. */
  maxBytes: number;
  actions: RuleSetActions;
}) {
  const form = useRef<HTMLFormElement>(null);
  const code = useRef<RulesCodeHandle>(null);
  const hint = useId();
  const router = useRouter();
  const toast = useToast();
  const [text, setText] = useState(initial);
  const [base, setBase] = useState(saved?.version ?? 0);
  const [pending, setPending] = useState<'save' | 'judge' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const [kind, setKind] = useState('');
  const [dirty, setDirty] = useState(false);
  const parsed = useParsedRules(text);
  const { faults, notes, rules } = parsed;

  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);

  // What stands above the text is out of sight of who saves below it.
  useEffect(() => {
    if (theirs) form.current?.scrollIntoView({ block: 'start' });
  }, [theirs]);

  /** Sends it; null where it was refused, which is then shown. */
  const send = async (version: number): Promise<Saved | null> => {
    if (!form.current) return null;
    const given = { ...readRuleSetForm(new FormData(form.current)), text };
    const answer = saved
      ? await actions.change(labSlug, { ...given, id: saved.id, version })
      : await actions.make(labSlug, given);
    if (answer.ok) return answer.data;
    if (saved && answer.code === 'version_conflict') {
      const read = await actions.read(labSlug, { id: saved.id });
      if (read.ok) {
        setTheirs(read.data);
        return null;
      }
    }
    setFailure(answer);
    const [field] = answer.fields.filter((fault) => FORM_FIELDS.has(fault.field));
    const control = field && form.current.elements.namedItem(field.field);
    if (control instanceof HTMLElement) control.focus();
    else form.current.scrollIntoView({ block: 'start' });
    return null;
  };

  const save = async (then: 'save' | 'judge', version = base) => {
    setFailure(null);
    setTheirs(null);
    const [fault] = parseRules(text).faults;
    if (fault) {
      setFailure({ message: 'The rules have faults, listed below the text.', fields: [] });
      code.current?.goTo(fault);
      return;
    }
    setPending(then);
    try {
      const done = await send(version);
      if (!done) return;
      setDirty(false);
      setBase(done.version);
      toast({ title: `Saved as version ${done.version}`, tone: 'positive' });
      if (then === 'judge') {
        const run = await actions.judge(labSlug, { rule_set: done.id });
        if (run.ok) router.push(runHref(labSlug, run.data.id));
        else
          setFailure({
            message: `It is saved, but no run was started: ${run.message}`,
            fields: [],
          });
      } else if (!saved) router.push(ruleSetHref(labSlug, done.id));
      router.refresh();
    } catch {
      setFailure({ message: UNREACHABLE, fields: [] });
    } finally {
      setPending(null);
    }
  };

  const ofForm = failure?.fields.filter(({ field }) => FORM_FIELDS.has(field)) ?? [];
  return (
    <ActionForm
      ref={form}
      failure={failure}
      errors={ofForm}
      aside={failure !== null && ofForm.length === 0}
      refusedTitle="It was not saved"
      onSubmit={() => save('save')}
      className="scroll-mt-20 gap-5"
    >
      {theirs ? (
        <SaveConflict
          theirs={theirs}
          mine={text}
          timeZone={timeZone}
          pending={pending !== null}
          onTake={() => {
            code.current?.replace(theirs.text);
            code.current?.goTo({ line: 1, column: 1 });
            setBase(theirs.version);
            setTheirs(null);
          }}
          onKeep={() => void save('save', theirs.version)}
        />
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Card
          title="Rules"
          actions={
            <div className="flex flex-wrap items-end gap-2">
              {templates.length > 0 ? (
                <Field label="Begin with" hideLabel>
                  <Select
                    placeholder="Begin with …"
                    options={templates.map(({ name }) => ({ value: name, label: name }))}
                    value=""
                    onChange={({ target }) => {
                      const chosen = templates.find(({ name }) => name === target.value);
                      if (chosen) code.current?.replace(chosen.text);
                    }}
                  />
                </Field>
              ) : null}
              <Field label="Kind of rule to insert" hideLabel>
                <Select
                  placeholder="A rule of kind …"
                  options={DIALECT_KINDS.map((one) => ({ value: one, label: one }))}
                  value={kind}
                  onChange={({ target }) => setKind(target.value)}
                />
              </Field>
              <Button
                onClick={() => {
                  if (!isKind(kind)) return;
                  const { at, insert } = insertRule(text, kind);
                  code.current?.insert(at, insert);
                }}
                disabled={kind === ''}
              >
                Insert
              </Button>
            </div>
          }
        >
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <RulesCode
              ref={code}
              initial={initial}
              columns={columns}
              parsed={parsed}
              label="Rules in YAML"
              describedBy={hint}
              onChange={(next) => {
                setText(next);
                setDirty(true);
              }}
            />
            <p id={hint} className="text-xs text-pretty text-muted pointer-coarse:hidden">
              Ctrl+Space completes, F8 goes to the next fault, Ctrl+Z takes back. Tab leaves the
              editor; Ctrl+] and Ctrl+[ move lines in and out.
            </p>
            <div role="status" className="text-dense">
              {faults.length === 0 ? (
                <p className="text-positive">
                  {rulesCount(rules.length)}, no fault
                  {notes.length > 0
                    ? `; ${notes.length === 1 ? '1 spelling' : `${notes.length} spellings`} of other kits converted`
                    : ''}
                </p>
              ) : (
                <p className="font-medium text-danger">
                  {faults.length === 1 ? '1 fault' : `${faults.length} faults`}
                </p>
              )}
            </div>
            {faults.length > 0 ? (
              <FaultList faults={faults} onGo={(fault) => code.current?.goTo(fault)} />
            ) : null}
          </div>
        </Card>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5" onChange={() => setDirty(true)}>
          <Card title="The set">
            <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
              <Field label="Name" name="name" required>
                <Input defaultValue={settings.name} maxLength={120} />
              </Field>
              <Field label="Description" name="description" optional>
                <Textarea rows={2} defaultValue={settings.description} />
              </Field>
            </div>
          </Card>
          <Card title="When it runs by itself" description="Over the lab’s own data.">
            <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
              <Field label="Every so many hours" name="every_hours" hint="Left open: never.">
                <Input
                  numeric
                  inputMode="numeric"
                  defaultValue={settings.every_hours ?? ''}
                  autoComplete="off"
                />
              </Field>
              <Field
                label="Days back"
                name="days"
                hint="Tests received or entered in them are judged."
              >
                <Input
                  numeric
                  inputMode="numeric"
                  defaultValue={settings.days}
                  autoComplete="off"
                />
              </Field>
              <Checkbox
                name="after_import"
                label="After each import"
                hint="Judges what the import brought."
                defaultChecked={settings.after_import}
                onCheckedChange={() => setDirty(true)}
              />
            </div>
          </Card>
        </div>
      </div>
      <NoteList
        notes={notes}
        title="How spellings of other kits are read"
        description="The text stays as it is; this is what each is taken for."
      />
      {dirty ? <Alert tone="info">There are changes that are not saved.</Alert> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <LinkButton href={qualityHref(labSlug)} variant="ghost">
          Leave it
        </LinkButton>
        <TryOnFile
          labSlug={labSlug}
          text={text}
          maxBytes={maxBytes}
          disabled={faults.length > 0 || pending !== null}
        />
        <Button
          pending={pending === 'judge'}
          disabled={pending !== null}
          onClick={() => void save('judge')}
        >
          Save and judge the lab’s data
        </Button>
        <Button type="submit" variant="primary" pending={pending === 'save'}>
          {saved ? `Save as version ${base + 1}` : 'Make the rule set'}
        </Button>
      </div>
    </ActionForm>
  );
}
