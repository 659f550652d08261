import type { z } from 'zod';
import type { JsonEvent } from '../json/contract';
import type { SaidReport } from './said';

type Said = z.input<typeof JsonEvent>;

const time = (at: Date) => at.toISOString();

/** A sign of life. */
export const sayHeartbeat = (at: Date): Said => ({ type: 'device.heartbeat', time: time(at) });

/** A state of HL7 table 0365. */
export const sayState = (code: string, at: Date): Said => ({
  type: 'device.state',
  time: time(at),
  data: { code },
});

export const sayStarted = (specimen: string, assay: string, at: Date): Said => ({
  type: 'specimen.started',
  time: time(at),
  data: { specimen_id: specimen, assay },
});

export const sayFailed = (
  specimen: string,
  assay: string,
  error: { code: string; message: string },
  at: Date,
): Said => ({
  type: 'specimen.failed',
  time: time(at),
  data: { specimen_id: specimen, assay, error_code: error.code, message: error.message },
});

/** Results, an event a test. */
export function sayResults(report: SaidReport): Said[] {
  return report.tests.map(({ assay, results }) => ({
    type: 'specimen.resulted' as const,
    time: time(report.at),
    data: {
      specimen_id: report.specimen,
      assay,
      results: results.map((result) => ({
        analyte: result.analyte,
        value: result.value,
        ...(result.unit === null ? {} : { unit: result.unit }),
        ...(result.referenceRange === null ? {} : { reference_range: result.referenceRange }),
        flags: [...result.flags],
        status: result.status,
        observed_at: time(result.at),
      })),
    },
  }));
}

/** A body of `application/json`: one event alone, several as an array. */
export function jsonBody(events: readonly Said[]): string {
  return JSON.stringify(events.length === 1 ? events[0] : events);
}
