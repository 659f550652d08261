import type { StoredMessage } from '../inbox/stored-message';

/**
 * What helps where the lab does not know a code: the table of the device translates those of HL7 and
 * ASTM; JSON says the lab's own.
 */
export function codeRemedy(
  { format }: Pick<StoredMessage, 'format'>,
  device: string,
  kind: 'assays' | 'analytes',
): string {
  return format === 'json'
    ? `add it to the lab’s ${kind}, or have ${device} send a code that is there; then replay.`
    : `add the code to the ${kind} of the table of ${device}, then replay.`;
}
