import Link from 'next/link';
import { Stat, StatRow } from '@/components/ui/stat';
import type { Figure } from '@/lib/metrics/contract';
import type { RowSet } from '@/lib/metrics/turnaround/rows-contract';
import { intervalText, LEAST_N, minutesText, percentText } from './minutes-text';

const LEFT_OUT: { set: keyof Figure['excluded']; label: string; title: string }[] = [
  { set: 'unfinished', label: 'unfinished', title: 'Started in the period, no end yet' },
  { set: 'negative', label: 'negative', title: 'Ended before the start' },
  { set: 'missing', label: 'without a start', title: 'Ended in the period, no start recorded' },
  { set: 'void', label: 'void', title: 'Rejected, cancelled or entered by mistake' },
];

function Aside({ count, href, children }: { count: number; href: string; children: string }) {
  const text = `${count.toLocaleString('en')} ${children}`;
  if (count === 0) return <span>{text}</span>;
  return (
    <Link href={href} className="text-accent underline underline-offset-3 hover:decoration-2">
      {text}
    </Link>
  );
}

/** The headline figures of a view, each leading to its rows, and below them what was left out. */
export function TurnaroundStats({
  figure,
  nLabel,
  rowsHref,
}: {
  figure: Figure;
  /** What n counts. */
  nLabel: string;
  rowsHref: (which: RowSet) => string;
}) {
  const n = figure.total_specimens;
  const { within_target: within, on_time: onTime } = figure;
  return (
    <section aria-label="Headline figures" className="space-y-2.5">
      <StatRow>
        <Stat
          label="Median (P50)"
          value={minutesText(figure.p50)}
          unit="min"
          n={n}
          nLabel={nLabel}
          href={rowsHref('included')}
          hrefLabel={`P50 ${minutesText(figure.p50)} minutes: its ${n} rows`}
        />
        <Stat
          label="P90"
          value={minutesText(figure.p90)}
          unit="min"
          n={n}
          nLabel={nLabel}
          few={n === 0 ? undefined : LEAST_N.p90}
          href={rowsHref('included')}
          hrefLabel={`P90 ${minutesText(figure.p90)} minutes: its ${n} rows`}
        />
        <Stat
          label="P99"
          value={minutesText(figure.p99)}
          unit="min"
          n={n}
          nLabel={nLabel}
          few={n === 0 ? undefined : LEAST_N.p99}
          href={rowsHref('included')}
          hrefLabel={`P99 ${minutesText(figure.p99)} minutes: its ${n} rows`}
        />
        <Stat
          label="Within target"
          value={percentText(within.percent)}
          unit="%"
          none="nothing with a target"
          sub={
            within.total === 0
              ? undefined
              : `${within.count.toLocaleString('en')} of ${within.total.toLocaleString('en')}${within.ci95 ? ` · ${intervalText(within.ci95)}` : ''}`
          }
          href={rowsHref('within_target')}
          hrefLabel={`Within target ${percentText(within.percent)} percent: its ${within.count} rows`}
        />
        <Stat
          label="On time"
          value={percentText(onTime.percent)}
          unit="%"
          none="nothing fell due"
          sub={
            onTime.total === 0
              ? undefined
              : `${onTime.count.toLocaleString('en')} of ${onTime.total.toLocaleString('en')} due${onTime.ci95 ? ` · ${intervalText(onTime.ci95)}` : ''}`
          }
          href={rowsHref('on_time')}
          hrefLabel={`On time ${percentText(onTime.percent)} percent: its ${onTime.count} rows`}
        />
      </StatRow>
      <div className="flex flex-wrap gap-x-5 gap-y-1 px-1 text-dense text-muted">
        <p className="flex flex-wrap gap-x-3">
          <span className="font-medium text-ink-soft">Left out</span>
          {LEFT_OUT.map(({ set, label, title }) => (
            <span key={set} title={title}>
              <Aside count={figure.excluded[set]} href={rowsHref(set)}>
                {label}
              </Aside>
            </span>
          ))}
        </p>
        <p className="flex flex-wrap gap-x-3">
          <span className="font-medium text-ink-soft">Missed</span>
          <Aside count={within.total - within.count} href={rowsHref('over_target')}>
            over target
          </Aside>
          <Aside count={onTime.total - onTime.count} href={rowsHref('not_on_time')}>
            not on time
          </Aside>
        </p>
        {figure.changed_later.amended + figure.changed_later.invalidated > 0 ? (
          <p className="flex flex-wrap gap-x-3">
            <span className="font-medium text-ink-soft">Counted, changed later</span>
            <Aside count={figure.changed_later.amended} href={rowsHref('amended')}>
              amended
            </Aside>
            <Aside count={figure.changed_later.invalidated} href={rowsHref('invalidated')}>
              invalidated
            </Aside>
          </p>
        ) : null}
        {figure.mean === null ? null : (
          <p>
            Mean {minutesText(figure.mean)} · P95 {minutesText(figure.p95)} · from{' '}
            {minutesText(figure.min)} to {minutesText(figure.max)} min
          </p>
        )}
      </div>
    </section>
  );
}
