import type { MessageFormat } from '@/lib/platform/db/generated/enums';

/** The types that say of themselves what they hold. */
const TYPES: Readonly<Record<string, MessageFormat>> = {
  'application/json': 'json',
  'application/hl7-v2': 'hl7',
  'application/hl7-v2+er7': 'hl7',
  'x-application/hl7-v2+er7': 'hl7',
  'application/astm': 'astm',
};

/** How text/plain begins: a header, a frame of MLLP (VT), or one of LIS1-A (ENQ or STX). */
const BEGINNINGS: readonly (readonly [string, MessageFormat])[] = [
  ['MSH|', 'hl7'],
  ['H|', 'astm'],
  ['\u000b', 'hl7'],
  ['\u0005', 'astm'],
  ['\u0002', 'astm'],
];

/**
 * What a body holds, by its `Content-Type`; `text/plain` by how it begins, a byte-order mark and
 * empty lines aside. null for any other type, or none.
 */
export function formatOf(contentType: string | null, bytes: Uint8Array): MessageFormat | null {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== 'text/plain') return Object.hasOwn(TYPES, type) ? (TYPES[type] ?? null) : null;
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  const text = start.replace(/^\u00ef\u00bb\u00bf/, '').replace(/^[\r\n]+/, '');
  return BEGINNINGS.find(([beginning]) => text.startsWith(beginning))?.[1] ?? null;
}
