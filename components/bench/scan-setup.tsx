'use client';

import { Play } from 'lucide-react';
import { useRef, useState, type SubmitEvent } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { FormErrors, type FieldError } from '@/components/ui/form-errors';
import { useToast } from '@/components/ui/toast';
import { atLeast } from '@/lib/platform/access/roles';
import { ActionFields } from './action-fields';
import { readActionForm } from './action-input';
import { ActionIcon } from './action-look';
import type { Bench } from './bench-context';
import { remember, remembered } from './remembered';
import { setupNeeds, type ScanSetup } from './scan-work';
import { useScanCapture } from './use-scan-capture';

/** Chooses what every scan will do, with all it needs, once. */
export function ScanSetupForm({
  bench,
  onStart,
}: {
  bench: Bench;
  onStart: (setup: ScanSetup) => void;
}) {
  const [action, setAction] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { options, role, labSlug } = bench;
  const mine = options.actions.filter(({ action: each }) =>
    options.rules.some((rule) => rule.action === each && atLeast(role, rule.leastRole)),
  );
  const chosen = mine.find((each) => each.action === action);
  const toast = useToast();
  useScanCapture(useRef<HTMLInputElement>(null), (number) => {
    toast({
      title: `Nothing was done to ${number}`,
      description: 'Start scanning first, then scan it again.',
      tone: 'danger',
    });
  });

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!chosen) return;
    const read = readActionForm(new FormData(event.currentTarget), bench.timeZone);
    if (!read.ok) {
      setErrors(read.fields);
      return;
    }
    if (read.input.device !== undefined) remember(labSlug, 'device', read.input.device);
    onStart({ action: chosen.action, label: chosen.label, input: read.input });
  };

  return (
    <form onSubmit={submit} className="max-w-3xl space-y-6 rounded-lg border bg-surface p-4 md:p-5">
      <fieldset>
        <legend className="text-base font-semibold">What shall each scan do?</legend>
        <div className="mt-3 grid grid-cols-2 gap-2 md:grid-cols-3">
          {mine.map((each) => {
            const signed = setupNeeds(bench, each.action).signature;
            const on = each.action === action;
            return (
              <button
                key={each.action}
                type="button"
                aria-pressed={on}
                disabled={signed}
                onClick={() => {
                  setAction(each.action);
                  setErrors([]);
                }}
                className={cn(
                  'flex min-h-14 items-center gap-3 rounded-md border px-3.5 py-2 text-left text-base font-medium transition-colors',
                  on
                    ? 'border-accent bg-accent text-on-accent'
                    : 'border-line-strong bg-surface hover:border-ink-soft hover:bg-hover',
                  signed && 'cursor-not-allowed border-dashed bg-sunken text-muted hover:bg-sunken',
                )}
              >
                <ActionIcon action={each.action} className="size-5 shrink-0" />
                <span className="min-w-0">
                  <span className="block leading-tight text-balance">{each.label}</span>
                  {signed ? (
                    <span className="block text-xs font-normal">
                      Signed one by one, on the bench
                    </span>
                  ) : null}
                </span>
              </button>
            );
          })}
        </div>
      </fieldset>
      {chosen ? (
        <FormErrors errors={errors}>
          <div key={chosen.action} className="grid max-w-lg gap-4 empty:hidden">
            <ActionFields
              needs={setupNeeds(bench, chosen.action)}
              deviceMissing
              device={remembered(labSlug, 'device')}
              options={options}
            />
          </div>
        </FormErrors>
      ) : null}
      <Button
        type="submit"
        variant="primary"
        size="lg"
        icon={<Play aria-hidden="true" />}
        disabled={!chosen}
      >
        Start scanning
      </Button>
    </form>
  );
}
