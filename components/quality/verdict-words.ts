import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  Clock,
  Info,
  LoaderCircle,
  OctagonX,
  TriangleAlert,
} from 'lucide-react';
import type { Tone } from '@/components/ui/tone';
import type { QualityRunRow } from '@/lib/quality/contract';
import type { Finding } from '@/lib/quality/judgement';

export type Look = { label: string; tone: Tone; Icon: typeof Info };

/** What came of a rule, or of all of them, in a word; each with a sign of its own. */
export const VERDICT_LOOKS: Readonly<Record<Finding['verdict'], Look>> = {
  pass: { label: 'Pass', tone: 'positive', Icon: CircleCheck },
  info: { label: 'Info', tone: 'info', Icon: Info },
  warn: { label: 'Warn', tone: 'warning', Icon: TriangleAlert },
  fail: { label: 'Fail', tone: 'danger', Icon: OctagonX },
  unjudged: { label: 'Could not judge', tone: 'neutral', Icon: CircleHelp },
};

const STATUS_LOOKS: Readonly<Record<Exclude<QualityRunRow['status'], 'finished'>, Look>> = {
  queued: { label: 'Waiting', tone: 'neutral', Icon: Clock },
  running: { label: 'Running', tone: 'accent', Icon: LoaderCircle },
  failed: { label: 'Broke off', tone: 'danger', Icon: CircleAlert },
  cancelled: { label: 'Cancelled', tone: 'neutral', Icon: CircleSlash },
};

/** How a run stands: its verdict, once it has one. */
export function runLook({ status, verdict }: Pick<QualityRunRow, 'status' | 'verdict'>): Look {
  if (status !== 'finished') return STATUS_LOOKS[status];
  return verdict === null
    ? { label: 'No verdict', tone: 'neutral', Icon: Ban }
    : VERDICT_LOOKS[verdict];
}

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
