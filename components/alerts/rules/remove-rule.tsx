'use client';

import { useRouter } from 'next/navigation';
import { Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToast } from '@/components/ui/toast';
import { rulesHref } from '../addresses';
import type { RuleActions } from './rule-actions';

/** Removes a rule, after asking, and goes back to the others. */
export function RemoveRule({
  labSlug,
  rule: { id, name, open, version },
  remove,
}: {
  labSlug: string;
  rule: { id: string; name: string; open: number; version: number };
  remove: RuleActions['remove'];
}) {
  const router = useRouter();
  const toast = useToast();
  const alerts =
    open === 1 ? 'Its open alert is' : `Its ${open.toLocaleString('en')} open alerts are`;
  return (
    <ConfirmDialog
      trigger={<Button icon={<Trash2 aria-hidden="true" />}>Remove</Button>}
      title={`Remove “${name}”?`}
      description={`${open === 0 ? 'It has no open alerts.' : `${alerts} over at the next evaluation.`} What it found before stays.`}
      confirmLabel="Remove rule"
      onConfirm={async () => {
        const answer = await remove(labSlug, { id, version });
        if (!answer.ok) return { error: answer.message };
        toast({ title: `${name} is removed`, tone: 'positive' });
        router.push(rulesHref(labSlug));
        router.refresh();
        return undefined;
      }}
    />
  );
}
