import type { AstmMessage, AstmRecord } from './records';

/** A result and the comments behind it. */
export type ResultGroup = { record: AstmRecord; comments: AstmRecord[] };

/** An order with what belongs to it. */
export type OrderGroup = {
  header: AstmRecord;
  patient: AstmRecord | null;
  record: AstmRecord;
  /** Of the order itself. */
  comments: AstmRecord[];
  results: ResultGroup[];
};

/** What a message holds, in its order. */
export type Part =
  | { kind: 'order'; order: OrderGroup }
  | { kind: 'manufacturer'; record: AstmRecord }
  | { kind: 'query'; record: AstmRecord }
  | { kind: 'end'; record: AstmRecord }
  /** A result or comment of nothing, or a record of a kind that says nothing here. */
  | { kind: 'stray'; record: AstmRecord };

/** Puts results to their order and comments to what they follow, as the levels of the standard say. */
export function groupOrders(message: AstmMessage): { header: AstmRecord | null; parts: Part[] } {
  const parts: Part[] = [];
  const [header = null] = message.records;
  let patient: AstmRecord | null = null;
  let order: OrderGroup | null = null;
  let result: ResultGroup | null = null;
  let commented: AstmRecord[] | null = null;
  const leave = () => {
    order = null;
    result = null;
    commented = null;
  };
  if (header === null) return { header, parts };
  for (const record of message.records.slice(1)) {
    switch (record.type) {
      case 'P':
        leave();
        patient = record;
        break;
      case 'O':
        order = { header, patient, record, comments: [], results: [] };
        commented = order.comments;
        parts.push({ kind: 'order', order });
        break;
      case 'R':
        if (order === null) {
          parts.push({ kind: 'stray', record });
          commented = null;
        } else {
          result = { record, comments: [] };
          commented = result.comments;
          order.results.push(result);
        }
        break;
      case 'C':
        if (commented === null) parts.push({ kind: 'stray', record });
        else commented.push(record);
        break;
      // May stand anywhere, and ends nothing.
      case 'M':
        parts.push({ kind: 'manufacturer', record });
        break;
      case 'Q':
        leave();
        parts.push({ kind: 'query', record });
        break;
      case 'L':
        parts.push({ kind: 'end', record });
        break;
      default:
        parts.push({ kind: 'stray', record });
    }
  }
  return { header, parts };
}
