'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import type { Specimen } from '@/lib/specimens/contract';
import { offeredActions, type OfferedAction } from '@/lib/specimens/transitions/offered-actions';
import { newestRuns } from '@/lib/specimens/newest-runs';
import { ActionBar } from './action-bar';
import { ActionDialog, asksForSomething } from './action-dialog';
import type { ActionInput } from './action-input';
import { ActionTiles } from './action-tiles';
import type { Bench, TakeAction } from './bench-context';
import { shortcutLetters } from './shortcuts';
import { useTakeAction } from './use-take-action';

/**
 * What may be done to a specimen, or to the tests of it that are named: what is allowed acts at
 * once or asks for what it needs, the rest says why not. `tiles` is the bench, with a letter for
 * each action; `bar` is the head of a page.
 */
export function SpecimenActions({
  bench,
  act,
  specimen,
  assays,
  look,
  askAlways = false,
  onSpecimen,
  onIdle,
}: {
  bench: Bench;
  act: TakeAction;
  specimen: Specimen;
  /** Codes of the tests meant; without it the whole tube. */
  assays?: readonly string[];
  look: 'tiles' | 'bar';
  /** Opens the dialog for every action: it happened earlier, or needs a comment. */
  askAlways?: boolean;
  onSpecimen: (specimen: Specimen, how: 'done' | 'faster') => void;
  /** Nothing is open or under way any more. */
  onIdle?: () => void;
}) {
  const { take, notice, setNotice, working } = useTakeAction(bench, act, onSpecimen);
  const [asking, setAsking] = useState<{ offered: OfferedAction; version: number } | null>(null);
  const meant = newestRuns(specimen.tests).filter(
    ({ assay }) => assays === undefined || assays.includes(assay),
  );
  const offered = specimen.voided ? [] : offeredActions(meant, bench.options, assays !== undefined);
  const letters = shortcutLetters(bench.options.actions);

  const run = async (chosen: OfferedAction, input: ActionInput) => {
    const target = {
      number: specimen.specimen_id,
      // As it stood when the dialog was opened, whatever was heard since.
      version: asking?.version ?? specimen.version,
      assays,
    };
    const refused = await take(chosen, target, input);
    if (refused === null) {
      setAsking(null);
      onIdle?.();
    }
    return refused;
  };
  const choose = async (chosen: OfferedAction) => {
    if (working !== null) return;
    if (askAlways || asksForSomething(chosen)) {
      setNotice(null);
      setAsking({ offered: chosen, version: specimen.version });
      return;
    }
    const refused = await run(chosen, {});
    if (refused) setNotice({ tone: 'danger', title: 'Not done', text: refused.message });
  };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || asking !== null) return;
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
    const chosen = offered.find(({ action }) => letters.get(action) === letter);
    if (letter === undefined || chosen === undefined) return;
    event.preventDefault();
    if (chosen.why === null) void choose(chosen);
    else setNotice({ tone: 'warning', title: `${chosen.label}: not now`, text: chosen.why });
  });
  useEffect(() => {
    if (look !== 'tiles') return undefined;
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [look]);

  const subject = [specimen.specimen_id, meant.map(({ assay }) => assay).join(', ')]
    .filter((text) => text !== '')
    .join(' · ');
  const View = look === 'tiles' ? ActionTiles : ActionBar;
  return (
    <div className="space-y-3 print:hidden">
      {notice ? (
        <Alert tone={notice.tone} title={notice.title} live>
          {notice.text}
        </Alert>
      ) : null}
      <View
        offered={offered}
        letters={letters}
        tests={meant.length}
        working={working}
        onChoose={(chosen) => void choose(chosen)}
      />
      <ActionDialog
        bench={bench}
        offered={asking?.offered ?? null}
        subject={subject}
        onTake={run}
        onClose={() => {
          setAsking(null);
          onIdle?.();
        }}
      />
    </div>
  );
}
