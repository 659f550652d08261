import { Stat, StatRow } from '@/components/ui/stat';
import type { Tone } from '@/components/ui/tone';
import type {
  Counted,
  OverviewAnswer,
  OverviewTileName,
} from '@/lib/metrics/overview/overview-contract';
import { percentText } from './minutes-text';

type OverviewTile = OverviewAnswer['tiles'][number];

type Look = {
  label: string;
  /** What a count is of, where the label does not say it; of a rate its parts. */
  noun: string;
  /** What anything above 0 is. */
  tone?: Tone;
};

const LOOKS: Record<OverviewTileName, Look> = {
  received: { label: 'Received', noun: 'specimens' },
  released: { label: 'Released', noun: 'tests' },
  urgent: { label: 'Urgent received', noun: 'STAT and urgent tests' },
  error_rate: { label: 'Error rate', noun: 'attempts' },
  rejection_rate: { label: 'Rejection rate', noun: 'specimens' },
  in_work: { label: 'In work', noun: 'tests' },
  overdue: { label: 'Overdue', noun: 'tests', tone: 'danger' },
  at_risk: { label: 'At risk', noun: 'tests', tone: 'warning' },
  missing: { label: 'Missing', noun: 'specimens', tone: 'warning' },
  criticals_open: { label: 'Criticals open', noun: 'results, whole lab', tone: 'danger' },
  devices_down: { label: 'Devices down', noun: 'devices, whole lab', tone: 'danger' },
};

const numberText = (count: number) => count.toLocaleString('en');

/** A number as it stands on its tile: a rate in percent, null of nothing. */
function valueOf({ count, of, percent }: Counted): string | null {
  return of === null ? numberText(count) : percentText(percent);
}

function comparison({ of, before }: OverviewTile, weekday: string): string {
  if (before === null) return `last ${weekday} not known`;
  const was = valueOf(before);
  return was === null
    ? `last ${weekday} nothing to count`
    : `last ${weekday} ${was}${of === null ? '' : ' %'}`;
}

/** Numbers of today, each beside what it was a week before, and leading to its rows. */
export function OverviewTiles({
  label,
  tiles,
  weekday,
  hrefOf,
}: {
  label: string;
  tiles: readonly OverviewTile[];
  /** The weekday that is compared with. */
  weekday: string;
  hrefOf: (name: OverviewTileName) => string;
}) {
  if (tiles.length === 0) return null;
  return (
    <section className="space-y-2.5">
      <h2 className="text-base font-semibold">{label}</h2>
      <StatRow>
        {tiles.map((tile) => {
          const { label: name, noun, tone } = LOOKS[tile.name];
          const value = valueOf(tile);
          const parts =
            tile.of === null ? noun : `${numberText(tile.count)} of ${numberText(tile.of)} ${noun}`;
          return (
            <Stat
              key={tile.name}
              label={name}
              value={value}
              unit={tile.of === null ? undefined : '%'}
              none={`no ${noun} yet`}
              sub={
                <>
                  <span className="block">{value === null ? null : parts}</span>
                  <span className="block">{comparison(tile, weekday)}</span>
                </>
              }
              tone={tone && tile.count > 0 ? tone : undefined}
              href={hrefOf(tile.name)}
              hrefLabel={`${name} ${value ?? ''}${tile.of === null ? '' : ' %'}: its rows`}
            />
          );
        })}
      </StatRow>
    </section>
  );
}
