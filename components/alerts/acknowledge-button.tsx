'use client';

import { CheckCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import {
  AcknowledgeDialog,
  type AcknowledgeAction,
  type ToAcknowledge,
} from './acknowledge-dialog';

/** The button that takes one alert on. */
export function AcknowledgeButton({
  labSlug,
  alerts,
  acknowledge,
  main = false,
}: {
  labSlug: string;
  alerts: ToAcknowledge;
  acknowledge: AcknowledgeAction;
  /** It is what its page is for, and the page names the alert. */
  main?: boolean;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={main ? 'primary' : 'secondary'}
        size={main ? 'md' : 'sm'}
        icon={main ? <CheckCheck aria-hidden="true" /> : undefined}
        className={main ? undefined : 'relative z-1 max-md:h-11'}
        aria-label={main ? undefined : `Acknowledge ${alerts.map(({ name }) => name).join(', ')}`}
        onClick={() => setOpen(true)}
      >
        Acknowledge
      </Button>
      {open ? (
        <AcknowledgeDialog
          labSlug={labSlug}
          alerts={alerts}
          acknowledge={acknowledge}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
