'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Fragment, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { LabTime } from '@/components/ui/lab-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import type { RuleAction } from '@/components/labs/rule-sheet';
import { textOf } from '@/components/labs/form-values';
import type { TargetVersion } from '@/lib/labs/targets/contract';
import { instantOfLocal } from '@/lib/specimens/lists/lab-day';
import { LocalMoment, TargetSheet, type TargetChoices, type TargetTask } from './target-sheet';
import { inReadingOrder, scopeText, segmentText, targetText } from './target-words';

export type TargetActions = { add: RuleAction; change: RuleAction; withdraw: RuleAction };

type Shared = {
  labSlug: string;
  timeZone: string;
  /** Absent for whoever may only read. */
  actions: TargetActions | null;
};

/** Ends a target in force, or withdraws one that is planned. */
function Ending({ target, labSlug, timeZone, actions }: Shared & { target: TargetVersion }) {
  const router = useRouter();
  const toast = useToast();
  if (actions === null) return null;
  const name = scopeText(target);
  const finish = (title: string) => {
    toast({ title });
    router.refresh();
  };
  if (target.status === 'future') {
    return (
      <ConfirmDialog
        trigger={
          <Button
            variant="ghost"
            size="sm"
            className="relative z-1 -my-1.5"
            aria-label={`Withdraw ${name}`}
          >
            Withdraw
          </Button>
        }
        title="Withdraw this planned target?"
        description={`${name}, ${targetText(target)}. The version before it goes on as if this one had never been planned.`}
        confirmLabel="Withdraw target"
        onConfirm={async () => {
          const answer = await actions.withdraw(labSlug, { id: target.id });
          if (!answer.ok) return { error: answer.message };
          finish('The target is withdrawn');
        }}
      />
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button
          variant="ghost"
          size="sm"
          className="relative z-1 -my-1.5"
          aria-label={`End ${name}`}
        >
          End
        </Button>
      }
      title="End this target?"
      description={`${name}, ${targetText(target)}. From then on the next less specific target holds.`}
      confirmLabel="End target"
      onConfirm={async (data) => {
        const text = textOf(data, 'effective_to');
        const at = text === null ? new Date() : instantOfLocal(text, timeZone);
        if (at === null) return { error: 'This is no time on the clock of the lab.' };
        const given = { id: target.id, effective_to: at.toISOString() };
        const answer = await actions.change(labSlug, given);
        if (!answer.ok) return { error: answer.message };
        finish('The end of the target is set');
      }}
    >
      <LocalMoment
        name="effective_to"
        label="Ends at"
        hint={`By the clock of ${timeZone.replaceAll('_', ' ')}. Empty: now.`}
        timeZone={timeZone}
      />
    </ConfirmDialog>
  );
}

function Row({
  target,
  onOpen,
  ...shared
}: Shared & { target: TargetVersion; onOpen: (target: TargetVersion) => void }) {
  const { timeZone, actions } = shared;
  const always = target.effective_from.startsWith('1900-01-01');
  const name = scopeText(target);
  return (
    <Tr>
      <Th scope="row">
        {actions && target.status !== 'past' ? (
          <button
            type="button"
            aria-label={`${target.status === 'future' ? 'Edit' : 'Change'} ${name}`}
            className="text-left font-medium group-hover:text-accent after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            onClick={() => onOpen(target)}
          >
            {name}
          </button>
        ) : (
          <span className="font-medium">{name}</span>
        )}
        {target.status === 'future' ? (
          <Badge tone="info" className="ml-2">
            Planned
          </Badge>
        ) : null}
      </Th>
      <Td numeric>{targetText(target)}</Td>
      <Td>
        {always ? (
          <span className="text-muted">Always</span>
        ) : (
          <LabTime time={target.effective_from} timeZone={timeZone} />
        )}
      </Td>
      <Td>
        {target.effective_to === null ? null : (
          <LabTime time={target.effective_to} timeZone={timeZone} />
        )}
      </Td>
      {actions ? (
        <Td className="text-right">
          {target.status === 'past' || (always && target.effective_to === null) ? (
            ' '
          ) : (
            <Ending target={target} {...shared} />
          )}
        </Td>
      ) : null}
    </Tr>
  );
}

/** The lab's targets: those in force and planned, then those that ended. */
export function TargetTable({
  present,
  past,
  choices,
  ...shared
}: Shared & { present: TargetVersion[]; past: TargetVersion[]; choices: TargetChoices }) {
  const { labSlug, timeZone, actions } = shared;
  const [task, setTask] = useState<TargetTask | null>(null);
  const rowsOf = (targets: TargetVersion[]) => {
    const ordered = inReadingOrder(targets);
    const segments = [...new Set(ordered.map(({ segment }) => segment))];
    return segments.map((segment) => (
      <Fragment key={segment}>
        <Tr className="bg-sunken">
          <Th scope="colgroup" colSpan={actions ? 5 : 4}>
            {segmentText(segment)}
          </Th>
        </Tr>
        {ordered
          .filter((target) => target.segment === segment)
          .map((target) => (
            <Row
              key={target.id}
              target={target}
              {...shared}
              onOpen={(opened) =>
                setTask({ kind: opened.status === 'future' ? 'edit' : 'follow', target: opened })
              }
            />
          ))}
      </Fragment>
    ));
  };
  const head = (
    <TableHead>
      <Tr>
        <Th>For</Th>
        <Th numeric>Target</Th>
        <Th>In force from</Th>
        <Th>Until</Th>
        {actions ? (
          <Th>
            <span className="sr-only">End or withdraw</span>
          </Th>
        ) : null}
      </Tr>
    </TableHead>
  );
  return (
    <>
      <Card
        flush
        title="In force and planned"
        description="A test is measured by the target that names most of it: assay, then priority, then location."
        actions={
          actions ? (
            <Button
              variant="primary"
              icon={<Plus aria-hidden="true" />}
              onClick={() => setTask({ kind: 'add' })}
            >
              Add target
            </Button>
          ) : null
        }
      >
        <Table label="Targets in force and planned">
          {head}
          <TableBody>{rowsOf(present)}</TableBody>
        </Table>
      </Card>
      {past.length > 0 ? (
        <Card flush title="Ended" description="What was measured by them stays measured by them.">
          <Table label="Targets that ended">
            {head}
            <TableBody>{rowsOf(past)}</TableBody>
          </Table>
        </Card>
      ) : null}
      {task && actions ? (
        <TargetSheet
          key={task.kind === 'add' ? 'add' : task.target.id}
          labSlug={labSlug}
          timeZone={timeZone}
          choices={choices}
          task={task}
          add={actions.add}
          change={actions.change}
          onClose={() => setTask(null)}
        />
      ) : null}
    </>
  );
}
