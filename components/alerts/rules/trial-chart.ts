import type { RuleTrial } from '@/lib/alerts/history/contract';
import type { BarData, ChartTable } from '@/lib/metrics/chart-data';

/** A day as charts label it: “21 Nov”. The day is the lab's, and no zone moves it. */
export function dayLabel(day: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`));
}

/** Cards a day, as bars and as the table behind them. */
export function trialChart(byDay: RuleTrial['by_day']): { data: BarData; table: ChartTable } {
  return {
    data: {
      groups: byDay.map(({ day }) => ({ key: day, label: dayLabel(day) })),
      series: [{ name: 'Cards', values: byDay.map(({ cards }) => cards) }],
      unit: 'cards',
      upright: true,
    },
    table: {
      columns: [
        { label: 'Day' },
        { label: 'Cards', numeric: true },
        { label: 'Alerts', numeric: true },
      ],
      rows: byDay.map(({ day, cards, alerts }) => ({
        key: day,
        cells: [dayLabel(day), cards, alerts],
      })),
    },
  };
}

/** How many of the breaches a card came before, in a sentence. */
export function warnedText({ total, warned }: NonNullable<RuleTrial['breaches']>): string {
  if (total === 0) return 'No test became late in that time.';
  const tests = total === 1 ? 'One test' : `${total.toLocaleString('en')} tests`;
  const some =
    warned === 0
      ? 'no card came before'
      : warned === total
        ? 'a card came before each'
        : `a card came before ${warned.toLocaleString('en')} of them`;
  return `${tests} became late in that time; ${some}.`;
}
