import type { ContainerHistoryEntry } from '@/lib/containers/contract';
import { placeText } from './place-text';

/** What a row of a container's history tells: the act, and whatever else it changed. */
export type HistoryWords = { title: string; details: string[] };

function titleOf({ action, thing, from, to }: ContainerHistoryEntry): string {
  const [began, ended] = [from && placeText(from), to && placeText(to)];
  if (thing === 'lid') {
    switch (action) {
      case 'lid':
        return began ? `Lid put on, from ${began}` : 'Lid put on';
      case 'unlid':
        return ended ? `Lid taken off, to ${ended}` : 'Lid taken off';
      case 'add':
        return `Lid at ${ended ?? 'no known place'}`;
      case 'remove':
        return `Lid gone from ${began ?? 'no known place'}`;
      default:
        return ended ? `Lid moved to ${ended}` : 'Lid at no known place any more';
    }
  }
  const way = began && ended ? `from ${began} to ${ended}` : `to ${ended ?? 'no place'}`;
  switch (action) {
    case 'add':
      return `Put at ${ended ?? 'no place'}`;
    case 'correct':
      return `Place corrected ${way}`;
    case 'reconcile':
      return `Refused move taken as done: ${way}`;
    case 'remove':
      return `Removed from ${began ?? 'the platform'}`;
    case 'change':
      return 'Changed';
    default:
      return `Moved ${way}`;
  }
}

/** A row of a container's history in words. */
export function historyWords(entry: ContainerHistoryEntry): HistoryWords {
  const { action, changes } = entry;
  const { barcode, name, lidded, filled, labware_uuid: labware } = changes;
  const added = action === 'add';
  const details: string[] = [];
  if (barcode) details.push(added ? `Barcode ${barcode}` : `Barcode read: ${barcode}`);
  else if (barcode === null && !added) details.push('Barcode taken away');
  if (name !== undefined && !added) details.push(`Named ${name}`);
  if (lidded === true && added) details.push('Lid on');
  if (filled === true) details.push('Filled');
  if (filled === false && !added) details.push('Emptied');
  if (labware) details.push(`Labware ${labware}`);
  const [first, ...rest] = details;
  // What changed is the act itself where no place did.
  return action === 'change' && first !== undefined
    ? { title: first, details: rest }
    : { title: titleOf(entry), details };
}
