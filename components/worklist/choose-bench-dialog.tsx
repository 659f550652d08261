'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, type SubmitEvent } from 'react';
import { FormButtons } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Button, IconButton } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { Bench } from '@/lib/worklist/contract';

export type ChooseBench = (labSlug: string, input: unknown) => Promise<ActionResult<Bench>>;

/** Lets people choose the departments whose work they want to see. */
export function ChooseBenchDialog({
  labSlug,
  departments,
  chosen,
  choose,
  doneHref,
}: {
  labSlug: string;
  departments: readonly string[];
  chosen: readonly string[];
  choose: ChooseBench;
  /** Where the list of one's own bench is. */
  doneHref: string;
}) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { run, pending, result, reset } = useAction(choose, labSlug);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const named = new FormData(event.currentTarget).getAll('departments');
    const answer = await run({ departments: named });
    if (!answer.ok) return;
    setOpen(false);
    router.push(doneHref);
    router.refresh();
  };
  const trigger =
    chosen.length > 0 ? (
      <IconButton label="Change my bench" variant="secondary">
        <SlidersHorizontal aria-hidden="true" />
      </IconButton>
    ) : (
      <Button icon={<SlidersHorizontal aria-hidden="true" />}>Choose my bench</Button>
    );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        reset();
        setOpen(next);
      }}
      trigger={trigger}
      size="sm"
      title="My bench"
      description="Departments whose work you want to see, on every device you sign in with."
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        {result?.ok === false ? (
          <Alert tone="danger" title="Not saved" live>
            {result.message}
          </Alert>
        ) : null}
        {departments.length === 0 ? (
          <p className="text-sm text-muted">This lab has no departments yet.</p>
        ) : (
          <fieldset className="grid gap-2.5">
            <legend className="sr-only">Departments</legend>
            {departments.map((name) => (
              <Checkbox
                key={name}
                name="departments"
                value={name}
                label={name}
                defaultChecked={chosen.includes(name)}
              />
            ))}
          </fieldset>
        )}
        <div className="flex justify-end gap-2 border-t pt-4">
          <FormButtons submitLabel="Save my bench" pending={pending} />
        </div>
      </form>
    </Dialog>
  );
}
