import type { Wanted } from '@/lib/labs/catalogue/read-catalogue';
import type { InstrumentEvent } from '../event';
import { namesOf } from './name-test';

/** The numbers of specimens that an event names, with what else they may be. */
export function numbersOf(event: InstrumentEvent): string[] {
  if (!('specimen' in event) || event.specimen === null) return [];
  const { specimen } = event;
  return typeof specimen === 'string' ? [] : [specimen.number, ...specimen.alternatives];
}

/** The number by which each event knows its specimen; a control is none. */
export function firstNumbersOf(events: readonly InstrumentEvent[]): string[] {
  const numbers = events.flatMap((event) =>
    event.kind === 'device.event' && event.event !== 'quality_control'
      ? (event.specimen ?? [])
      : numbersOf(event).slice(0, 1),
  );
  return [...new Set(numbers)];
}

/** What has to be looked up to apply events. */
export function wantedBy(
  events: readonly InstrumentEvent[],
): Pick<Wanted, 'assays' | 'analytes' | 'errorCodes'> & { parents: string[]; devices: string[] } {
  const assays = new Set<string>();
  const analytes = new Set<string>();
  const errorCodes = new Set<string>();
  const parents = new Set<string>();
  const devices = new Set<string>();
  for (const event of events) {
    if (event.kind === 'specimen.facts') event.facts.parents.forEach((one) => parents.add(one));
    if (event.kind === 'specimen.failed') errorCodes.add(event.errorCode);
    if (event.kind === 'specimen.started' || event.kind === 'specimen.failed') {
      if (event.assay) namesOf(event.assay).forEach((name) => assays.add(name));
    }
    if (event.kind !== 'specimen.resulted') continue;
    for (const report of event.tests) {
      if (report.assay) namesOf(report.assay).forEach((name) => assays.add(name));
      for (const { analyte, device } of report.results) {
        namesOf(analyte).forEach((name) => analytes.add(name));
        if (device !== undefined) devices.add(device.toLowerCase());
      }
    }
  }
  return {
    assays: [...assays],
    analytes: [...analytes],
    errorCodes: [...errorCodes],
    parents: [...parents],
    devices: [...devices],
  };
}
