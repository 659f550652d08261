'use client';

import { useRef } from 'react';
import { useToast } from '@/components/ui/toast';
import { useScanCapture } from './use-scan-capture';

/**
 * Stands on a page that has fields but none for scans: a scan does not land in what is written
 * there, and nothing written is lost to it. Where nothing is being written it opens its specimen.
 * The fields of a `list` only look for something, and so does the scan.
 */
export function ScanGuard({ find, list = false }: { find: string; list?: boolean }) {
  const toast = useToast();
  useScanCapture(useRef<HTMLInputElement>(null), (number, field) => {
    const searched = field instanceof HTMLInputElement && field.type === 'search';
    if (!list && !searched && (field !== null || isWriting())) {
      toast({
        title: `${number} was scanned and not opened`,
        description: 'What you are writing here stays. Save or leave it, then scan again.',
        tone: 'danger',
      });
      return;
    }
    window.location.assign(`${find}?q=${encodeURIComponent(number)}`);
  });
  return null;
}

function isWriting(): boolean {
  if (document.querySelector('[role="dialog"]')) return true;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'main input:not([type="checkbox"], [type="radio"], [type="hidden"]), main textarea',
  );
  return [...fields].some(({ value }) => value !== '');
}
