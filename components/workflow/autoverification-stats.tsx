import { Stat, StatRow } from '@/components/ui/stat';
import type { AutoverificationAnswer } from '@/lib/metrics/autoverification/autoverification-contract';
import { intervalText, percentText } from './share-text';

/** How much the system verified by itself in the last 30 days. */
export function AutoverificationStats({
  answer,
  switchedOn,
  rowsHref,
}: {
  answer: AutoverificationAnswer;
  /** Codes of the active assays that are autoverified now. */
  switchedOn: string[];
  /** Where the tests behind it are listed; takes `which`. */
  rowsHref: (which: 'released' | 'system') => string;
}) {
  return (
    <StatRow>
      <Stat
        label="Verified by the system"
        value={answer.share === null ? null : percentText(answer.share)}
        unit="%"
        n={answer.total}
        nLabel="tests released in 30 days"
        none="nothing released"
        sub={intervalText(answer) ?? 'in 30 days'}
        href={rowsHref('released')}
        hrefLabel="Tests released, by whoever verified them"
      />
      <Stat
        label="Tests it verified"
        value={answer.count.toLocaleString('en')}
        sub="of those released"
        href={rowsHref('system')}
        hrefLabel="Tests that the system verified"
      />
      <Stat
        label="Assays it verifies"
        value={switchedOn.length}
        sub={
          switchedOn.length === 0
            ? 'switched on for none'
            : `${switchedOn.slice(0, 5).join(', ')}${switchedOn.length > 5 ? ' and more' : ''}`
        }
      />
    </StatRow>
  );
}
