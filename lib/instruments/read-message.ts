import type { MessageFormat } from '@/lib/platform/db/generated/enums';
import { readAstm } from './astm/read-astm';
import type { ReadingContext, ReadMessage } from './event';
import { readHl7 } from './hl7/read-hl7';
import { readJson } from './json/read-json';
import type { MappingTable } from './mapping/contract';

/**
 * What the bytes of a message say, in whatever format it came. Pure: the same bytes, table and
 * context give the same. Throws UnreadableMessage and nothing else.
 */
export function readMessage(
  format: MessageFormat,
  bytes: Uint8Array,
  table: MappingTable,
  context: ReadingContext,
): ReadMessage {
  switch (format) {
    case 'json':
      return readJson(bytes, context);
    case 'hl7':
      return readHl7(bytes, table, context);
    case 'astm':
      return readAstm(bytes, table, context);
  }
}
