import { Stat, StatRow } from '@/components/ui/stat';
import type { Tile } from '@/lib/metrics/define-figure';

/** The numbers at the head of a figure's page, each leading to its rows. */
export function FigureTiles({
  tiles,
  rowsHref,
}: {
  tiles: readonly Tile[];
  rowsHref: (which: string) => string;
}) {
  if (tiles.length === 0) return null;
  return (
    <section aria-label="Headline figures">
      <StatRow>
        {tiles.map((tile) => {
          const value =
            typeof tile.value === 'number'
              ? tile.value.toLocaleString('en', { maximumFractionDigits: 1 })
              : tile.value;
          return (
            <Stat
              key={tile.label}
              label={tile.label}
              value={value}
              unit={tile.unit}
              n={tile.n}
              nLabel={tile.nLabel}
              sub={tile.sub}
              tone={tile.tone}
              href={tile.which === undefined ? undefined : rowsHref(tile.which)}
              hrefLabel={`${tile.label} ${value ?? ''}${tile.unit ? ` ${tile.unit}` : ''}: its rows`}
            />
          );
        })}
      </StatRow>
    </section>
  );
}
