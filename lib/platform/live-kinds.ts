/** What live events are about; also the names of the stream's events. */
export const LIVE_KINDS = [
  'specimen',
  'device',
  'container',
  'experiment',
  'alert',
  'import',
  'quality',
  'what_if',
] as const;

export type LiveKind = (typeof LIVE_KINDS)[number];
