'use client';

import { FlaskConical, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useAction } from '@/components/ui/use-action';
import type { RunAnswer } from '@/lib/alerts/alerts/contract';
import type { ActionResult } from '@/lib/entry/action-result';
import { RunOutcome } from './run-outcome';

/** Takes `{dry_run}`. */
export type RunAction = (labSlug: string, input: unknown) => Promise<ActionResult<RunAnswer>>;

/** Evaluates all rules now, dry or in earnest, and shows what comes of it. */
export function RunAlerts({ labSlug, run: action }: { labSlug: string; run: RunAction }) {
  const router = useRouter();
  const { run, pending, result, reset } = useAction(action, labSlug);
  const [dry, setDry] = useState(true);
  const start = async (dryRun: boolean) => {
    setDry(dryRun);
    reset();
    const answer = await run({ dry_run: dryRun });
    if (answer.ok && !dryRun) router.refresh();
  };
  return (
    <Dialog
      size="lg"
      onOpenChange={(open) => {
        if (open) reset();
      }}
      trigger={<Button icon={<Play aria-hidden="true" />}>Run now</Button>}
      title="Run the alert rules now"
      description="The worker does so every half minute. A dry run shows what every channel would be sent if nobody had been told of anything yet, and sends nothing."
    >
      <div className="space-y-4">
        <div className="flex flex-wrap gap-2">
          <Button
            data-first=""
            variant="primary"
            icon={<FlaskConical aria-hidden="true" />}
            pending={pending && dry}
            disabled={pending}
            onClick={() => void start(true)}
          >
            Dry run
          </Button>
          <Button
            icon={<Play aria-hidden="true" />}
            pending={pending && !dry}
            disabled={pending}
            onClick={() => void start(false)}
          >
            Run and send
          </Button>
        </div>
        {result?.ok === false ? (
          <Alert tone="danger" title="Not run" live>
            {result.message}
          </Alert>
        ) : null}
        {result?.ok ? <RunOutcome answer={result.data} dry={dry} labSlug={labSlug} /> : null}
      </div>
    </Dialog>
  );
}
