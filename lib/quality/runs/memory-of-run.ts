/** What a run may keep in typed arrays and buffers, which the limit of its thread does not count. */
export const ARRAYS_MB = 1_536;

export const TOO_MUCH_MEMORY =
  'Judging this takes more memory than a run may have. Use fewer rules, or a smaller file or period.';

/** Thrown within the thread of a run; its message is for whoever asked for it. */
export class TooMuchMemory extends Error {
  constructor() {
    super(TOO_MUCH_MEMORY);
  }
}

/** Ends the run of this thread where it keeps more: the machine has others to serve. */
export function refuseTooMuchMemory(mostMb: number): void {
  if (process.memoryUsage().arrayBuffers > mostMb * 1024 * 1024) throw new TooMuchMemory();
}
