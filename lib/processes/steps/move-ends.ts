import type { MoveEnds } from '@/lib/containers/contract';
import type { FieldNames } from '@/lib/containers/places/place-transaction';
import type { NewStep } from '../contract';

const FIELDS = {
  source_device: 'origin_device',
  source_pos: 'origin_pos',
  target_device: 'target_device',
  target_pos: 'target_pos',
} as const;

/** The ends of a move step as containers call them; null for what is no move. */
export function endsOfMove(step: NewStep): MoveEnds | null {
  const { origin_device, origin_pos, target_device, target_pos } = step;
  if (origin_device === null || origin_pos === null) return null;
  if (target_device === null || target_pos === null) return null;
  return { source_device: origin_device, source_pos: origin_pos, target_device, target_pos };
}

/** How a step calls the fields of a move. */
export function fieldOfEnd(fieldOf: (field: keyof NewStep) => string): FieldNames {
  return (field) => fieldOf(FIELDS[field]);
}
