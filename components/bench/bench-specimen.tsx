'use client';

import { ArrowUpRight } from 'lucide-react';
import { useState } from 'react';
import { Due } from '@/components/specimens/due';
import { specimenHref } from '@/components/specimens/addresses';
import { Badge } from '@/components/ui/badge';
import { Checkbox } from '@/components/ui/checkbox';
import { LinkButton } from '@/components/ui/link-button';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { StateBadge } from '@/components/ui/state-badge';
import type { Specimen } from '@/lib/specimens/contract';
import { dueStatus } from '@/lib/specimens/due-status';
import type { Bench, TakeAction } from './bench-context';
import { BenchTests, isOpen } from './bench-tests';
import { SpecimenActions } from './specimen-actions';
import { stateLabel } from './use-take-action';
import { useNow } from './use-now';
import { WhyHere } from './why-here';
import { LisLink } from '@/components/specimens/lis-link';

/** A scanned specimen on the bench: what it is, why it is here, what may be done to it. */
export function BenchSpecimen({
  bench,
  act,
  specimen,
  mayMove,
  onSpecimen,
  onIdle,
}: {
  bench: Bench;
  act: TakeAction;
  specimen: Specimen;
  mayMove: boolean;
  onSpecimen: (specimen: Specimen, how: 'done' | 'faster') => void;
  onIdle: () => void;
}) {
  const now = useNow();
  const [chosen, setChosen] = useState<string[]>([]);
  const [askAlways, setAskAlways] = useState(false);
  const { labSlug, timeZone } = bench;
  const status = dueStatus(
    {
      due_at: specimen.due_at,
      late: specimen.late,
      open: !specimen.voided && isOpen(bench, specimen.state),
      ended_at: specimen.milestones.released,
    },
    now,
  );
  const facts = [specimen.specimen_type, specimen.location].filter((text) => text !== null);
  return (
    <section
      aria-label={`Specimen ${specimen.specimen_id}`}
      className="min-w-0 space-y-4 rounded-lg border bg-surface p-4 md:p-5"
    >
      <header className="flex flex-wrap items-start gap-x-5 gap-y-2">
        <div className="min-w-0 grow">
          <div className="flex items-center gap-1.5">
            <h2 className="font-mono text-2xl/8 font-semibold break-all">{specimen.specimen_id}</h2>
            <LisLink number={specimen.specimen_id} />
          </div>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-4 gap-y-1">
            {specimen.voided ? (
              <Badge>Voided</Badge>
            ) : (
              <StateBadge
                state={specimen.state}
                label={stateLabel(bench, specimen.state)}
                className="text-base"
              />
            )}
            <PriorityBadge priority={specimen.priority} className="text-sm" />
            <span>
              {status.kind === 'left' ? <span className="text-muted">Due </span> : null}
              <Due status={status} dueAt={specimen.due_at} timeZone={timeZone} />
            </span>
            {facts.length > 0 ? (
              <span className="text-dense text-muted">{facts.join(' · ')}</span>
            ) : null}
          </p>
        </div>
        <LinkButton
          href={specimenHref(labSlug, specimen.specimen_id)}
          size="sm"
          icon={<ArrowUpRight aria-hidden="true" />}
        >
          Open its page
        </LinkButton>
      </header>
      <WhyHere specimen={specimen} labSlug={labSlug} timeZone={timeZone} />
      <BenchTests
        bench={bench}
        specimen={specimen}
        chosen={chosen}
        now={now}
        onChoose={setChosen}
      />
      {mayMove && !specimen.voided && specimen.tests.length > 0 ? (
        <>
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <p aria-live="polite" className="text-dense text-muted">
              {meantText(specimen, chosen)}
            </p>
            <Checkbox
              label="It happened earlier, or needs a comment"
              checked={askAlways}
              onCheckedChange={setAskAlways}
            />
          </div>
          <SpecimenActions
            bench={bench}
            act={act}
            specimen={specimen}
            assays={chosen.length > 0 ? chosen : undefined}
            look="tiles"
            askAlways={askAlways}
            onSpecimen={(next, how) => {
              setChosen([]);
              setAskAlways(false);
              onSpecimen(next, how);
            }}
            onIdle={onIdle}
          />
        </>
      ) : null}
    </section>
  );
}

function meantText(specimen: Specimen, chosen: readonly string[]): string {
  if (chosen.length > 0) return `Acts on ${chosen.join(', ')} only.`;
  if (specimen.tests.length === 1) return 'Acts on its one test.';
  return 'Acts on every test that allows it. Tick tests to act on some.';
}
