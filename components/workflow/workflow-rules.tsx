'use client';

import { useState } from 'react';
import type { WorkflowTransition } from '@/lib/labs/workflow/contract';
import { ruleGroups } from '@/lib/labs/workflow/rule-groups';
import { allowedOnAny } from '@/lib/specimens/workflow';
import { ActionSheet, type ChangeRules } from './action-sheet';
import { RulesTable } from './rules-table';

/** The actions of the workflow, for an admin to edit. */
export function WorkflowRules({
  labSlug,
  states,
  transitions,
  change,
}: {
  labSlug: string;
  states: { key: string; label: string }[];
  transitions: WorkflowTransition[];
  change: ChangeRules;
}) {
  const [editing, setEditing] = useState<string | null>(null);
  const stateLabels = new Map(states.map(({ key, label }) => [key, label]));
  const actions = allowedOnAny([transitions.map(({ action }) => action)]);
  const keys = states.map(({ key }) => key);
  return (
    <>
      <RulesTable
        groups={ruleGroups(transitions, actions, keys)}
        stateLabels={stateLabels}
        onEdit={setEditing}
      />
      {editing === null ? null : (
        <ActionSheet
          key={editing}
          labSlug={labSlug}
          rules={transitions
            .filter(({ action }) => action === editing)
            .toSorted((a, b) => keys.indexOf(a.from) - keys.indexOf(b.from))}
          stateLabels={stateLabels}
          change={change}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
