import type { QualityRunRow } from '@/lib/quality/contract';

/** What a verdict of the whole means, in a sentence. */
export function verdictMeaning(
  run: Pick<QualityRunRow, 'verdict' | 'errors' | 'warnings' | 'infos' | 'unjudged'>,
): string {
  const { verdict, errors, warnings, infos, unjudged } = run;
  const parts = [
    [errors, 'error'],
    [warnings, 'warning'],
    [infos, 'info'],
  ] as const;
  const broken = parts.flatMap(([count, word]) =>
    count === 0 ? [] : [`${count.toLocaleString('en')} of severity ${word.toUpperCase()}`],
  );
  const total = errors + warnings + infos;
  const rules = (count: number) =>
    `${count.toLocaleString('en')} ${count === 1 ? 'rule' : 'rules'}`;
  const unclear = unjudged === 0 ? '' : ` ${rules(unjudged)} could not be judged.`;
  if (verdict === 'unjudged') return 'No rule could be judged, which is not the same as a pass.';
  if (total === 0) return `Every rule that could be judged holds.${unclear}`;
  return `${rules(total)} ${total === 1 ? 'does' : 'do'} not hold: ${broken.join(', ')}.${unclear}`;
}

export const TRIGGER_WORDS: Readonly<Record<QualityRunRow['trigger'], string>> = {
  asked: 'Asked for',
  schedule: 'On schedule',
  import: 'After an import',
};

/** How often a rule set runs by itself. */
export function scheduleWords(set: { every_hours: number | null; after_import: boolean }): string {
  const every =
    set.every_hours === null
      ? null
      : set.every_hours === 1
        ? 'every hour'
        : set.every_hours % 24 === 0
          ? set.every_hours === 24
            ? 'every day'
            : `every ${set.every_hours / 24} days`
          : `every ${set.every_hours} hours`;
  const parts = [every, set.after_import ? 'after each import' : null].filter(Boolean);
  return parts.length === 0 ? 'when asked' : parts.join(', ');
}
