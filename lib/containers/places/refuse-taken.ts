import { AppError } from '@/lib/platform/errors';
import type { Container } from '../contract';
import { type KnownPlace, type Occupant, placeKey } from './lock-places';
import { occupantText, placeText } from './place-words';

/** 409 that says who stands on a place, and what to do about it. */
export function refuseTaken(
  place: KnownPlace,
  occupants: ReadonlyMap<string, Occupant>,
  remedy: string,
  container: Container | null = null,
): void {
  const occupant = occupants.get(placeKey(place));
  if (!occupant) return;
  const where = placeText(place.device, place.slot);
  const detail = `${where} is taken: there stands ${occupantText(occupant)}. ${remedy}`;
  throw new AppError('conflict', detail, {
    fields: [{ field: place.positionField, message: detail }],
    extra: { container, occupant: occupant.container },
  });
}
