import { labTimeText } from '@/components/ui/lab-time';
import type { QualityRunRow } from '@/lib/quality/contract';

type Run = Pick<QualityRunRow, 'source' | 'file_name' | 'from' | 'to' | 'import_id'>;

/** What a run judged, in a few words. */
export function judgedWords(run: Run, timeZone: string): string {
  if (run.source === 'csv') return run.file_name ?? 'A file';
  if (run.import_id !== null) return 'What an import brought';
  if (run.from === null || run.to === null) return 'The lab’s data';
  const [from, to] = [labTimeText(run.from, timeZone), labTimeText(run.to, timeZone)];
  const year = / \d{4}(?= )/;
  const alike = year.exec(from)?.[0] === year.exec(to)?.[0];
  return `${alike ? from.replace(year, '') : from} to ${to}`;
}

/** The rules a run went by, with their version. */
export function rulesWords({
  rule_set,
  rules_name,
}: Pick<QualityRunRow, 'rule_set' | 'rules_name'>): string {
  return rule_set ? `${rule_set.name}, version ${rule_set.version}` : rules_name;
}
