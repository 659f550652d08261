'use client';

import { useEffect, useEffectEvent, type RefObject } from 'react';
import { ScanDetector } from './scan-detector';

type TextField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Kept = { field: TextField; value: string };

function textField(target: EventTarget | null): TextField | null {
  return target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
    ? target
    : null;
}

/** Puts back what a field held, so that React and the form see it as if it had been typed. */
function putBack({ field, value }: Kept): void {
  const kind =
    field instanceof HTMLInputElement
      ? HTMLInputElement
      : field instanceof HTMLTextAreaElement
        ? HTMLTextAreaElement
        : HTMLSelectElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * Sends a scan to the scan field wherever the focus is: what a scanner typed into another field is
 * taken out of it again, and its Enter presses nothing. Passwords are left alone: some managers
 * type as fast as a scanner; so are fields that are there to be scanned into (`data-takes-scans`). What is typed outside any field goes on in the scan field.
 */
export function useScanCapture(
  scanField: RefObject<HTMLInputElement | null>,
  /** `field` is where it would have landed; null outside any. */
  onScan: (number: string, field: TextField | null) => void,
): void {
  const scanned = useEffectEvent(onScan);
  useEffect(() => {
    const detector = new ScanDetector();
    let kept: Kept | null = null;
    const listener = (event: KeyboardEvent) => {
      const { target } = event;
      const field = textField(target);
      const secret = field instanceof HTMLInputElement && field.autocomplete.includes('password');
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || secret) {
        detector.reset();
        return;
      }
      if (target === scanField.current || field?.dataset.takesScans !== undefined) {
        detector.reset();
        return;
      }
      const verdict = detector.key(event.key, event.timeStamp, event.repeat);
      if (verdict.kind === 'first') {
        kept = field && { field, value: field.value };
        if (field === null && /^[A-Za-z0-9]$/.test(event.key) && !isInWindow(target)) {
          // The key itself lands where the focus goes.
          scanField.current?.focus();
        }
      }
      if (verdict.kind === 'scan') {
        event.preventDefault();
        event.stopPropagation();
        if (kept) putBack(kept);
        kept = null;
        scanned(verdict.text, field);
      }
    };
    document.addEventListener('keydown', listener, true);
    return () => document.removeEventListener('keydown', listener, true);
  }, [scanField]);
}

/** Menus and dialogs have keys of their own. */
function isInWindow(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}
