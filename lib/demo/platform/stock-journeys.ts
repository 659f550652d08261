import { seededRandom } from '../random';
import type { Journey } from './journey';
import type { PlatformScenario } from './platform-scenario';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What stands on the platform outside of any run, put there in the days before `end`. */
export function stockJourneys(
  { stock }: PlatformScenario,
  { seed, end }: { seed: number; end: number },
): Journey[] {
  const random = seededRandom(seed, 'platform/stock');
  return stock.flatMap((item) =>
    Array.from({ length: item.count }, (_, index): Journey => {
      const hours = random.logNormal(20, 0.5);
      const added = end - Math.round(((hours + 1) * HOUR) / 1000) * 1000 + index * 3000;
      const lying = item.lid === 'off' && item.lidZone;
      return {
        name: `${item.name} ${index + 1}`,
        barcode: item.barcodePrefix && `${item.barcodePrefix}${String(index + 1).padStart(5, '0')}`,
        readAt: null,
        labware: item.labware,
        lidded: item.lid !== 'none',
        filled: item.filled,
        filledAt: null,
        stays: [{ where: item.where, from: added, until: null }],
        lids: lying ? [{ where: lying, from: added + MINUTE, until: null }] : [],
        removedAt: null,
        contents: [],
      };
    }),
  );
}
