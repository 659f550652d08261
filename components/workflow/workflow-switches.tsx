'use client';

import { useRouter } from 'next/navigation';
import { FOUR_EYES, PUBLISH_FOLLOWS_VERIFY } from '@/components/labs/setting-words';
import { Alert } from '@/components/ui/alert';
import { Switch } from '@/components/ui/checkbox';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { LabProfile } from '@/lib/labs/profile/contract';

const SWITCHES = [
  { field: 'four_eyes', ...FOUR_EYES },
  { field: 'publish_follows_verify', ...PUBLISH_FOLLOWS_VERIFY },
] as const;

/** The two settings of a lab that its workflow goes by; each takes effect at once. */
export function WorkflowSwitches({
  labSlug,
  profile,
  change,
}: {
  labSlug: string;
  profile: LabProfile;
  change: (labSlug: string, input: unknown) => Promise<ActionResult<LabProfile>>;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(change, labSlug);
  const set = async (field: string, label: string, on: boolean) => {
    const answer = await run({ [field]: on });
    if (answer.ok) toast({ title: `${label} is ${on ? 'on' : 'off'}` });
    router.refresh();
  };
  return (
    <div className="grid gap-4">
      {SWITCHES.map(({ field, label, hint }) => (
        <Switch
          key={field}
          label={label}
          hint={hint}
          checked={profile[field]}
          disabled={pending}
          onCheckedChange={(on) => void set(field, label, on)}
        />
      ))}
      {result?.ok === false ? (
        <Alert tone="danger" live>
          {result.message}
        </Alert>
      ) : null}
    </div>
  );
}
