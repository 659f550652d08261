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
