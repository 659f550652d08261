import { deviceHref } from '@/components/containers/addresses';
import { specimenHref } from '@/components/specimens/addresses';
import type { Alert } from '@/lib/alerts/alerts/contract';

/** Where the thing that an alert is about has its page, and what to call it; null where it has none. */
export function alertSubject(
  labSlug: string,
  { subject, labels }: Pick<Alert, 'subject' | 'labels'>,
): { href: string; label: string } | null {
  const { specimen, device } = labels;
  switch (subject.kind) {
    case 'test':
    case 'specimen':
    case 'critical':
      return specimen === undefined
        ? null
        : { href: specimenHref(labSlug, specimen), label: specimen };
    case 'device':
      return device === undefined ? null : { href: deviceHref(labSlug, device), label: device };
    case 'import':
      return { href: `/${labSlug}/imports/${subject.id}`, label: 'The import' };
    case 'rule_set':
      return {
        href: `/${labSlug}/quality/rules/${subject.id}?view=history`,
        label: 'The rule set',
      };
    case 'assay':
    case 'location':
    case 'lab':
      return null;
  }
}
