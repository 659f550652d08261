'use client';

import { FlaskConical, History } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import type { RunAnswer } from '@/lib/alerts/alerts/contract';
import type { RuleTrial } from '@/lib/alerts/history/contract';
import type { ActionResult } from '@/lib/entry/action-result';
import { DryRunResult } from './dry-run-result';
import type { RuleActions } from './rule-actions';
import type { RuleGiven } from './rule-form';
import { TrialResult } from './trial-result';

const DAY_MS = 86_400_000;
const PERIODS = [
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
];

/** An answer, and how often the form had been edited when it was asked for. */
type About<T> = { edits: number; answer: T };

function Outdated({ shown }: { shown: boolean }) {
  return shown ? (
    <Alert tone="warning">The rule was edited since: this is about how it was before.</Alert>
  ) : null;
}

/** What a rule would send now, and what it would have sent, before it is saved. */
export function RuleTry({
  labSlug,
  timeZone,
  replaces,
  edits,
  read,
  showFaults,
  dryRun,
  tryOut,
}: {
  labSlug: string;
  timeZone: string;
  /** The rule that this is a change of. */
  replaces: string | undefined;
  edits: number;
  /** The rule as the form says it; null where it cannot be read, which the form then shows. */
  read: () => RuleGiven | null;
  /** Shows faults in the form; false where it has no field for any of them. */
  showFaults: (failure: Extract<ActionResult<unknown>, { ok: false }>) => boolean;
  dryRun: RuleActions['dryRun'];
  tryOut: RuleActions['tryOut'];
}) {
  const [busy, setBusy] = useState<'now' | 'past' | null>(null);
  const [days, setDays] = useState('30');
  const [now, setNow] = useState<About<RunAnswer> | null>(null);
  const [past, setPast] = useState<About<RuleTrial> | null>(null);
  const [failed, setFailed] = useState<string | null>(null);

  const ask = async <T,>(
    which: 'now' | 'past',
    run: (rule: RuleGiven) => Promise<ActionResult<T>>,
    keep: (about: About<T>) => void,
  ) => {
    setFailed(null);
    const rule = read();
    if (rule === null) return;
    setBusy(which);
    try {
      const answer = await run(rule);
      if (answer.ok) keep({ edits, answer: answer.data });
      else if (!showFaults(answer)) setFailed(answer.message);
    } catch {
      setFailed('The server could not be reached. Try again.');
    } finally {
      setBusy(null);
    }
  };

  const askNow = () => ask('now', (rule) => dryRun(labSlug, { rule, replaces }), setNow);
  const askPast = () => {
    const from = new Date(Date.now() - Number(days) * DAY_MS).toISOString();
    return ask('past', (rule) => tryOut(labSlug, { rule, from }), setPast);
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Card
        title="Try it before you save it"
        description="With the rule as the form says it now. Nothing is sent and nothing is written."
      >
        <div className="flex flex-wrap items-end gap-3">
          <Button
            icon={<FlaskConical aria-hidden="true" />}
            pending={busy === 'now'}
            disabled={busy !== null}
            onClick={() => void askNow()}
          >
            What it would send now
          </Button>
          <div className="flex flex-wrap items-end gap-2">
            <Button
              icon={<History aria-hidden="true" />}
              pending={busy === 'past'}
              disabled={busy !== null}
              onClick={() => void askPast()}
            >
              What it would have sent
            </Button>
            <Field label="Period" hideLabel>
              <Select
                options={PERIODS}
                value={days}
                onChange={({ target }) => setDays(target.value)}
              />
            </Field>
          </div>
        </div>
        {busy === 'past' ? (
          <p role="status" className="mt-3 text-dense text-muted">
            The engine goes through the history of the lab. Of a long time that may take a while.
          </p>
        ) : null}
        {failed === null ? null : (
          <Alert tone="danger" title="It cannot be tried" live className="mt-3">
            {failed}
          </Alert>
        )}
      </Card>
      {now === null ? null : (
        <section aria-label="What it would send now" className="grid gap-3">
          <Outdated shown={now.edits !== edits} />
          <DryRunResult answer={now.answer} timeZone={timeZone} />
        </section>
      )}
      {past === null ? null : (
        <section aria-label="What it would have sent" className="grid gap-3">
          <Outdated shown={past.edits !== edits} />
          <TrialResult trial={past.answer} timeZone={timeZone} />
        </section>
      )}
    </div>
  );
}
