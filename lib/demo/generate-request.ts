import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isTimeZone } from '@/lib/labs/create-lab';

export const GENERATE_USAGE = `npm run generate -- --days 3 --per-day 1200 [options]

  --days N       days before the end, 1 to 3650
  --per-day N    tests a day on average, 1 to 1000000
  --seed N       another seed gives another laboratory's days (1)
  --end TIME     the last moment, with an offset (now): 2026-03-09T12:00:00-04:00
  --outfile F    writes the CSV file F
  --no-db        imports nothing; without --outfile the CSV goes to standard output
  --lab SLUG     the lab to import into (demo)
  --time-zone Z  the zone of the hospital with --no-db (America/New_York)
`;

const whole = (name: string, max: number) =>
  z
    .string({ error: `${name} is missing` })
    .regex(/^\d{1,9}$/, `${name} must be a whole number`)
    .transform(Number)
    .refine((value) => value >= 1 && value <= max, `${name} must be from 1 to ${max}`);

const zone = z
  .string()
  .refine(isTimeZone, '--time-zone must be an IANA name such as Europe/Berlin');

const Options = z.object({
  days: whole('--days', 3650),
  'per-day': whole('--per-day', 1_000_000),
  seed: z
    .string()
    .regex(/^-?\d{1,15}$/, '--seed must be a whole number')
    .transform(Number)
    .default(1),
  end: z.iso
    .datetime({
      offset: true,
      error: '--end must be a time with an offset, such as 2026-03-09T12:00:00Z',
    })
    .transform((text) => Date.parse(text))
    .optional(),
  outfile: z.string().min(1, '--outfile must name a file').optional(),
  'no-db': z.boolean().default(false),
  lab: z.string().default('demo'),
  'time-zone': zone.optional(),
});

export type GenerateRequest = {
  days: number;
  perDay: number;
  seed: number;
  /** ms since 1970. */
  end: number;
  outfile: string | undefined;
  /** The lab to import into; null for none. */
  lab: string | null;
  timeZone: string | undefined;
};

/** Reads the words of the command line; a wrong one is an Error that names it. */
export function generateRequest(words: readonly string[], now: Date): GenerateRequest {
  const { values } = parseArgs({
    args: [...words],
    options: {
      days: { type: 'string' },
      'per-day': { type: 'string' },
      seed: { type: 'string' },
      end: { type: 'string' },
      outfile: { type: 'string' },
      'no-db': { type: 'boolean' },
      lab: { type: 'string' },
      'time-zone': { type: 'string' },
    },
  });
  const parsed = Options.safeParse(values);
  if (!parsed.success)
    throw new Error(parsed.error.issues.map((issue) => issue.message).join('\n'));
  const { days, seed, end, outfile, lab } = parsed.data;
  if (!parsed.data['no-db'] && parsed.data['time-zone'] !== undefined) {
    throw new Error('--time-zone goes with --no-db only; otherwise it is the zone of the lab');
  }
  return {
    days,
    perDay: parsed.data['per-day'],
    seed,
    end: end ?? Math.floor(now.getTime() / 60_000) * 60_000,
    outfile,
    lab: parsed.data['no-db'] ? null : lab,
    timeZone: parsed.data['time-zone'],
  };
}
