'use client';

import { useRouter } from 'next/navigation';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu';
import type { TestWithResults } from '@/lib/specimens/contract';
import { offeredActions, type OfferedAction } from '@/lib/specimens/transitions/offered-actions';
import { ActionDialog, asksForSomething } from './action-dialog';
import type { ActionInput } from './action-input';
import { ActionIcon } from './action-look';
import type { Bench, TakeAction } from './bench-context';
import { useTakeAction } from './use-take-action';

/** What may be done to one test alone, in a menu; the rest stands below with why not. */
export function TestActions({
  bench,
  act,
  test,
  version,
}: {
  bench: Bench;
  act: TakeAction;
  test: TestWithResults;
  /** Of its specimen. */
  version: number;
}) {
  const router = useRouter();
  const { take, notice, setNotice, working } = useTakeAction(bench, act, () => router.refresh());
  const [asking, setAsking] = useState<{ offered: OfferedAction; version: number } | null>(null);
  const offered = offeredActions([test], bench.options, true);
  const allowed = offered.filter(({ why }) => why === null);
  const refused = offered.filter(({ why }) => why !== null);

  const run = async (chosen: OfferedAction, input: ActionInput) => {
    const target = {
      number: test.specimen_id,
      version: asking?.version ?? version,
      assays: [test.assay],
    };
    const refusal = await take(chosen, target, input);
    if (refusal === null) setAsking(null);
    return refusal;
  };
  const choose = async (chosen: OfferedAction) => {
    if (asksForSomething(chosen)) {
      setAsking({ offered: chosen, version });
      return;
    }
    const refusal = await run(chosen, {});
    if (refusal) setNotice({ tone: 'danger', title: 'Not done', text: refusal.message });
  };

  return (
    <>
      <DropdownMenu
        className="max-w-88"
        trigger={
          <Button
            size="sm"
            className="print:hidden"
            pending={working !== null}
            aria-label={`Actions for ${test.assay}`}
          >
            Actions
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      >
        {allowed.map((each) => (
          <MenuItem
            key={each.action}
            icon={<ActionIcon action={each.action} />}
            onSelect={() => void choose(each)}
          >
            {each.label}
          </MenuItem>
        ))}
        {allowed.length > 0 && refused.length > 0 ? <MenuSeparator /> : null}
        {refused.length > 0 ? <MenuLabel>Not now</MenuLabel> : null}
        {refused.map((each) => (
          <MenuItem key={each.action} disabled onSelect={() => undefined}>
            <span className="grid">
              <span>{each.label}</span>
              <span className="text-xs">{each.why}</span>
            </span>
          </MenuItem>
        ))}
      </DropdownMenu>
      <ActionDialog
        bench={bench}
        offered={asking?.offered ?? null}
        subject={`${test.specimen_id} · ${test.assay}`}
        onTake={run}
        onClose={() => setAsking(null)}
      />
      {notice ? (
        <Alert tone={notice.tone} title={notice.title} live className="basis-full print:hidden">
          {notice.text}
        </Alert>
      ) : null}
    </>
  );
}
