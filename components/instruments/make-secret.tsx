'use client';

import { KeyRound, RotateCw } from 'lucide-react';
import { OnceDialog } from '@/components/people/once-dialog';
import { OnceOnly } from '@/components/people/once-only';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import { signedCurl } from '@/lib/instruments/connections/curl-commands';
import type { MadeSecret } from '@/lib/instruments/secrets/contract';

const OVERLAPS = [
  { value: '0', label: 'End at once' },
  { value: '1', label: 'Good for another hour' },
  { value: '24', label: 'Good for another day' },
  { value: '168', label: 'Good for another week' },
];

/** The button that makes a device's next secret, and the secret, once. */
export function MakeSecret({
  labSlug,
  device,
  webhookUrl,
  replaces,
  make,
}: {
  labSlug: string;
  device: string;
  webhookUrl: string;
  /** Whether there are secrets that this one comes after. */
  replaces: boolean;
  make: (labSlug: string, input: unknown) => Promise<ActionResult<MadeSecret>>;
}) {
  const { run, pending, result, reset } = useAction(make, labSlug);
  const refused = result?.ok === false ? result : null;
  const label = replaces ? 'Rotate' : 'Make a secret';

  return (
    <OnceDialog
      onOpen={reset}
      title={replaces ? `Rotate the secret of ${device}` : `Make a secret for ${device}`}
      description="The instrument, or the program beside it, signs its messages with it."
      trigger={
        <Button
          size="sm"
          variant={replaces ? 'secondary' : 'primary'}
          icon={replaces ? <RotateCw aria-hidden="true" /> : <KeyRound aria-hidden="true" />}
        >
          {label}
        </Button>
      }
      made={
        result?.ok ? (
          <>
            <OnceOnly title="The secret is made" label="Secret" value={result.data.secret}>
              Copy it now to where messages are signed. It is shown only this once.
            </OnceOnly>
            <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
              <p className="text-dense text-muted">
                Try it at once: this sends a heartbeat from any shell with openssl and curl.
              </p>
              <CodeBlock label="Signed command">
                {signedCurl(webhookUrl, result.data.secret)}
              </CodeBlock>
            </div>
          </>
        ) : null
      }
    >
      <ActionForm
        failure={refused}
        aside={refused !== null}
        onSubmit={async (event) => {
          const hours = new FormData(event.currentTarget).get('overlap');
          await run({ device, secret: { overlap_hours: replaces ? Number(hours) : 0 } });
        }}
      >
        {replaces ? (
          <Field
            label="Secrets until now"
            name="overlap"
            hint="While both are good, nothing is lost when the instrument changes over."
          >
            <Select defaultValue="24" options={OVERLAPS} />
          </Field>
        ) : null}
        <div className="flex flex-wrap justify-end gap-2">
          <FormButtons
            submitLabel={replaces ? 'Make the next secret' : 'Make the secret'}
            pending={pending}
          />
        </div>
      </ActionForm>
    </OnceDialog>
  );
}
