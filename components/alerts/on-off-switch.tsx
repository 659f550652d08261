'use client';

import { useRouter } from 'next/navigation';
import { Switch } from '@/components/ui/checkbox';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';

/** Switches a channel or a rule on and off, at once. */
export function OnOffSwitch({
  labSlug,
  of: { id, name, enabled, version },
  change,
}: {
  labSlug: string;
  of: { id: string; name: string; enabled: boolean; version: number };
  change: (labSlug: string, input: unknown) => Promise<ActionResult<unknown>>;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending } = useAction(change, labSlug);
  const flip = async (next: boolean) => {
    const answer = await run({ id, version, enabled: next });
    toast(
      answer.ok
        ? { title: `${name} is ${next ? 'on' : 'off'}`, tone: 'positive' }
        : { title: 'Not changed', description: answer.message, tone: 'danger' },
    );
    router.refresh();
  };
  return (
    <Switch
      label={<span className="sr-only">{name}</span>}
      checked={enabled}
      disabled={pending}
      onCheckedChange={(next) => void flip(next)}
      className="relative z-1 flex w-fit gap-0"
    />
  );
}
