import { Stat, StatRow } from '@/components/ui/stat';
import type { UptimeAnswer, UptimeRowSet } from '@/lib/metrics/uptime/contract';
import { LEAST_COVERAGE } from '@/lib/metrics/uptime/measure';
import { durationText } from '@/lib/specimens/duration-text';
import { minutesText, percentText, uptimeText } from './minutes-text';

const duration = (minutes: number | null) => (minutes === null ? null : durationText(minutes));

/** The figures of all devices together, each leading to its rows. */
export function UptimeStats({
  answer: { total, devices },
  rowsHref,
}: {
  answer: UptimeAnswer;
  rowsHref: (which: UptimeRowSet) => string;
}) {
  const coverage = percentText(total.coverage_percent);
  const excesses = devices.flatMap(({ excess }) => excess?.excess_minutes ?? []);
  const affected = devices.reduce((sum, { excess }) => sum + (excess?.affected ?? 0), 0);
  const excess = excesses.length === 0 ? null : excesses.reduce((sum, one) => sum + one, 0);
  return (
    <section aria-label="Headline figures">
      <StatRow>
        <Stat
          label="Uptime"
          value={uptimeText(total.uptime_percent)}
          unit="%"
          none={
            (total.coverage_percent ?? 0) < LEAST_COVERAGE
              ? `needs ${LEAST_COVERAGE} % coverage`
              : undefined
          }
          sub={coverage === null ? undefined : `coverage ${coverage} %`}
          href={rowsHref('stretches')}
          hrefLabel={`Uptime ${uptimeText(total.uptime_percent)} percent: its stretches`}
        />
        <Stat
          label="Unplanned stops"
          value={total.stops.toLocaleString('en')}
          sub={`${durationText(total.unplanned_minutes)} in all`}
          tone={total.open_stops > 0 ? 'danger' : 'neutral'}
          href={rowsHref('stops')}
          hrefLabel={`Unplanned stops ${total.stops}: their rows`}
        />
        <Stat
          label="MTBF"
          value={duration(total.mtbf_minutes)}
          none="no stop began"
          n={total.stops}
          nLabel="stops"
          href={rowsHref('stops')}
          hrefLabel={`MTBF ${duration(total.mtbf_minutes)}: its ${total.stops} stops`}
        />
        <Stat
          label="MTTR"
          value={duration(total.mttr_minutes)}
          none="no stop ended"
          n={total.repairs}
          nLabel="repaired"
          sub={total.open_stops > 0 ? `${total.open_stops} open` : undefined}
          href={rowsHref('repairs')}
          hrefLabel={`MTTR ${duration(total.mttr_minutes)}: its ${total.repairs} stops`}
        />
        <Stat
          label="Excess turnaround"
          value={minutesText(excess)}
          unit="min"
          none="no test came in a stop"
          n={affected}
          nLabel="tests"
          href={rowsHref('affected')}
          hrefLabel={`Excess turnaround ${minutesText(excess)} minutes: its ${affected} tests`}
        />
      </StatRow>
    </section>
  );
}
