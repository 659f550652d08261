'use client';

import { ScrollText } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link-button';
import { Popover } from '@/components/ui/popover';
import type { Receipt } from '@/lib/metrics/contract';

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs font-medium text-muted">{label}</dt>
      <dd className="mt-0.5 text-dense text-pretty break-words">{children}</dd>
    </div>
  );
}

/** How the figures of a view were computed, and where the interface answers the same. */
export function ReceiptPopover({ receipt, answerUrl }: { receipt: Receipt; answerUrl: string }) {
  const filters = Object.entries(receipt.filters).map(
    ([name, value]) => `${name.replaceAll('_', ' ')}: ${[value].flat().join(', ')}`,
  );
  return (
    <Popover
      label="How this is computed"
      align="end"
      className="max-h-[70dvh] w-[26rem] overflow-y-auto"
      trigger={
        <Button size="sm" icon={<ScrollText aria-hidden="true" />}>
          How this is computed
        </Button>
      }
    >
      <h2 className="text-sm font-semibold">How this is computed</h2>
      <dl className="mt-3 space-y-3">
        <Part label="Definition">{receipt.definition}</Part>
        <Part label="Method">{receipt.method}</Part>
        <Part label="Window">
          from {receipt.window.from} up to and without {receipt.window.to} ({receipt.time_zone})
        </Part>
        <Part label="Asked for">{filters.join(' · ')}</Part>
        <Part label="Version and time">
          {receipt.version}, computed {receipt.computed_at}
        </Part>
      </dl>
      <p className="mt-4 flex flex-wrap gap-x-4 gap-y-1 border-t pt-3 text-dense">
        <TextLink href={answerUrl}>The same figures as JSON</TextLink>
        <TextLink href={receipt.rows_url}>The rows as JSON</TextLink>
      </p>
    </Popover>
  );
}
