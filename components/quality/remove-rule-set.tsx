'use client';

import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/entry/action-result';
import { qualityHref } from './addresses';

/** Removes a rule set, after asking, and goes back to the others. */
export function RemoveRuleSet({
  labSlug,
  ruleSet: { id, name, version },
  remove,
}: {
  labSlug: string;
  ruleSet: { id: string; name: string; version: number };
  remove: (labSlug: string, input: unknown) => Promise<ActionResult<unknown>>;
}) {
  const router = useRouter();
  const toast = useToast();
  return (
    <ConfirmDialog
      trigger={<Button icon={<Trash2 aria-hidden="true" />}>Remove</Button>}
      title={`Remove “${name}”?`}
      description="It runs no more, and its name is free. Its runs and their reports stay."
      confirmLabel="Remove rule set"
      onConfirm={async () => {
        const answer = await remove(labSlug, { id, version });
        if (!answer.ok) return { error: answer.message };
        toast({ title: `${name} is removed`, tone: 'positive' });
        router.push(qualityHref(labSlug));
        router.refresh();
        return undefined;
      }}
    />
  );
}
