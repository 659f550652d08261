'use client';

import { FlaskConical } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import { BUILT_IN } from '@/lib/quality/built-in-ref';
import { runHref } from './addresses';

const DAY_MS = 86_400_000;
const PERIODS = [1, 7, 30, 90, 365];

export type SetChoice = { ref: string; name: string; days: number };
export type JudgeLab = (
  labSlug: string,
  input: unknown,
) => Promise<ActionResult<{ id: string; status: string }>>;

const daysWords = (days: number) => (days === 1 ? 'Last 24 hours' : `Last ${days} days`);

/** Asks which rules and how many days, starts a run over the lab's own data and goes there. */
export function JudgeLabButton({
  labSlug,
  sets,
  judge,
  variant = 'secondary',
}: {
  labSlug: string;
  /** Rule sets to choose from; where there is one, it is that. */
  sets: readonly SetChoice[];
  judge: JudgeLab;
  variant?: 'primary' | 'secondary';
}) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [ref, setRef] = useState(sets[0]?.ref ?? BUILT_IN);
  const chosen = sets.find((set) => set.ref === ref);
  const [days, setDays] = useState('');
  const { run, pending, result, reset } = useAction(judge, labSlug);
  const own = chosen?.days ?? 7;
  const submit = async () => {
    const from = new Date(Date.now() - Number(days || own) * DAY_MS).toISOString();
    const answer = await run({ ...(ref === BUILT_IN ? {} : { rule_set: ref }), from });
    if (!answer.ok) return;
    setOpen(false);
    router.push(runHref(labSlug, answer.data.id));
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        reset();
      }}
      trigger={
        <Button variant={variant} icon={<FlaskConical aria-hidden="true" />}>
          Judge the lab’s data now
        </Button>
      }
      title="Judge the lab’s data"
      description="The tests received or entered in these days, each as a row. Nothing is changed."
      footer={<FormButtons form="judge-lab" submitLabel="Judge them" pending={pending} />}
    >
      <ActionForm
        id="judge-lab"
        failure={result?.ok === false ? result : null}
        refusedTitle="It was not started"
        onSubmit={submit}
      >
        {sets.length === 1 ? null : (
          <Field label="Rules" name="rule_set">
            <Select
              options={sets.map((set) => ({ value: set.ref, label: set.name }))}
              value={ref}
              onChange={({ target }) => setRef(target.value)}
            />
          </Field>
        )}
        <Field label="Days" name="from">
          <Select
            options={[
              { value: '', label: `${daysWords(own)}, as the rules say` },
              ...PERIODS.filter((one) => one !== own).map((one) => ({
                value: String(one),
                label: daysWords(one),
              })),
            ]}
            value={days}
            onChange={({ target }) => setDays(target.value)}
          />
        </Field>
      </ActionForm>
    </Dialog>
  );
}
