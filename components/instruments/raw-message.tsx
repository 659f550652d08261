'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { Message } from '@/lib/instruments/inbox/contract';
import { RawLines } from './raw-lines';

type ShowAction = (
  labSlug: string,
  input: unknown,
) => Promise<ActionResult<{ raw: string | null }>>;

/** The masked text of a message; all of it when asked for, of which the audit trail tells. */
export function RawMessage({
  labSlug,
  id,
  format,
  masked,
  show,
}: {
  labSlug: string;
  id: string;
  format: Message['format'];
  masked: string;
  show: ShowAction;
}) {
  const [full, setFull] = useState<string | null>(null);
  const { run, pending, result } = useAction(show, labSlug);
  const ask = async () => {
    const answer = await run({ id });
    if (answer.ok) setFull(answer.data.raw);
  };
  return (
    <Card
      flush
      title="What came"
      description={
        full === null
          ? 'What may be of a patient is masked. Showing it is audited.'
          : 'All of it. That you read it stands in the audit trail.'
      }
      actions={
        full === null ? (
          <Button
            size="sm"
            icon={<Eye aria-hidden="true" />}
            pending={pending}
            onClick={() => void ask()}
          >
            Show everything
          </Button>
        ) : (
          <Button size="sm" icon={<EyeOff aria-hidden="true" />} onClick={() => setFull(null)}>
            Mask it again
          </Button>
        )
      }
    >
      {result?.ok === false ? (
        <Alert tone="danger" title="Not shown" live className="m-4 mb-0">
          {result.message}
        </Alert>
      ) : null}
      <RawLines format={format} raw={full ?? masked} />
    </Card>
  );
}
