'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { ActionForm, type Failure } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import type { FieldError } from '@/components/ui/form-errors';
import { LinkButton } from '@/components/ui/link-button';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { KIND_FACTS } from '@/lib/alerts/kinds/kind-facts';
import { rulesHref } from '../addresses';
import { shownFaults } from '../shown-faults';
import type { RuleActions } from './rule-actions';
import type { ChannelChoice, FilterChoices, RuleDraft } from './rule-draft';
import { readRuleForm, ruleFields, type RuleGiven } from './rule-form';
import { HowTold, OfWhat, WhatItFinds, WhereTold } from './rule-sections';
import { RuleTry } from './rule-try';
import { WAIT_LABELS } from './rule-words';

/**
 * Faults as the form names its fields: a rule that is tried stands within what is asked, and of two
 * fields that do not go together the other is known by its label.
 */
const ofRule = (fields: readonly FieldError[]) =>
  fields.map(({ field, message }) => ({
    field: field.replace(/^rule\./, ''),
    message: message.replace('group_interval_seconds', `“${WAIT_LABELS.group_interval_seconds}”`),
  }));

/** The form of a rule, and beside it what the rule would send now and would have sent. */
export function RuleEditor({
  labSlug,
  timeZone,
  draft,
  choices,
  channels,
  actions,
}: {
  labSlug: string;
  timeZone: string;
  draft: RuleDraft;
  choices: FilterChoices;
  channels: readonly ChannelChoice[];
  actions: RuleActions;
}) {
  const { kind, saved } = draft;
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const toast = useToast();
  const { run, pending } = useAction(saved ? actions.change : actions.make, labSlug);
  const [refused, setRefused] = useState<Failure | null>(null);
  /** How often the form was edited: what was tried before is of another rule. */
  const [edits, setEdits] = useState(0);
  const errors = shownFaults(refused?.fields ?? [], ruleFields(kind));
  const edited = () => setEdits((count) => count + 1);

  /** Shows faults at their fields and leads to the first; false where the form has none of them. */
  const showFaults = (failure: Failure): boolean => {
    const fields = ofRule(failure.fields);
    const [first] = shownFaults(fields, ruleFields(kind));
    if (first === undefined) return false;
    setRefused({ message: failure.message, fields });
    const found = form.current?.elements.namedItem(first.field);
    const control = found instanceof RadioNodeList ? found[0] : found;
    if (control instanceof HTMLElement) control.focus();
    return true;
  };

  /** The rule as the form says it now; null where it cannot be read, which is then shown. */
  const read = (): RuleGiven | null => {
    if (!form.current) return null;
    const said = readRuleForm(new FormData(form.current), kind);
    if (said.ok) {
      setRefused(null);
      return said.given;
    }
    showFaults({ message: 'Some fields cannot be read.', fields: said.fields });
    return null;
  };

  const save = async () => {
    const given = read();
    if (given === null) return;
    const { kind: _, ...change } = given;
    const answer = await run(saved ? { ...change, ...saved } : given);
    if (!answer.ok) {
      if (!showFaults(answer)) setRefused(answer);
      return;
    }
    toast({ title: saved ? 'The rule is saved' : 'The rule is made', tone: 'positive' });
    router.push(rulesHref(labSlug));
    router.refresh();
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-2">
      <ActionForm
        ref={form}
        failure={refused}
        errors={errors}
        aside={refused !== null && errors.length === 0}
        onSubmit={save}
        className="gap-5"
      >
        {/* Every control tells of a change by an event that comes by here. */}
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5" onChange={edited}>
          <WhatItFinds draft={draft} />
          <OfWhat draft={draft} choices={choices} onEdit={edited} />
          <WhereTold draft={draft} channels={channels} labSlug={labSlug} />
          <HowTold draft={draft} />
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <LinkButton href={rulesHref(labSlug)}>Leave it</LinkButton>
          <Button type="submit" variant="primary" pending={pending}>
            {saved ? 'Save' : 'Make the rule'}
          </Button>
        </div>
      </ActionForm>
      <RuleTry
        labSlug={labSlug}
        timeZone={timeZone}
        replaces={saved?.id}
        edits={edits}
        read={() => {
          // A rule may be tried before it has a name.
          const given = read();
          return given && { ...given, name: given.name || KIND_FACTS[kind].label };
        }}
        showFaults={showFaults}
        dryRun={actions.dryRun}
        tryOut={actions.tryOut}
      />
    </div>
  );
}
