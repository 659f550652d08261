import type { OverviewAnswer, OverviewTileName } from '@/lib/metrics/overview/overview-contract';
import { WINDOW_TILES } from '@/lib/metrics/overview/overview-windows';
import { changedQuery } from '@/lib/platform/http/page-address';

/** The page with the rows that stand behind a number of the overview. */
export function tileHref(
  labSlug: string,
  name: OverviewTileName,
  { bench, inWork }: { bench: 'mine' | 'all'; inWork: readonly string[] },
  { today, departments }: Pick<OverviewAnswer, 'today' | 'departments'>,
): string {
  const lab = `/${labSlug}`;
  const window = WINDOW_TILES.find((tile) => tile.name === name);
  if (window) {
    const { figure, which } = window;
    const asked = { which, ...today, department: departments ?? undefined };
    return `${lab}/figures/${figure}/rows${changedQuery(asked)}`;
  }
  switch (name) {
    case 'missing':
      return `${lab}/missing${changedQuery({ bench })}`;
    case 'criticals_open':
      return `${lab}/criticals`;
    case 'devices_down':
      return `${lab}/instruments`;
    case 'in_work':
      return `${lab}/worklist${changedQuery({ bench, state: inWork })}`;
    default:
      return `${lab}/worklist${changedQuery({ bench, urgency: name })}`;
  }
}
