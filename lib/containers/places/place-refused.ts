import type { Container } from '../contract';

/** A place as rows have it. */
export type PlaceId = { deviceId: string; slot: number };

/** A refused move, as it is kept and told. */
export type Refusal = {
  kind: 'NOT_THERE' | 'TARGET_TAKEN';
  /** What was to move, where that is known. */
  container: Container | null;
  /** Who stands in the way: at the source another than was meant, or at the target. */
  occupant: Container | null;
  from: PlaceId;
  to: PlaceId;
  /** Who is there, or where it really is, for people. */
  detail: string;
  /** The field of the request that the refusal is about. */
  field: string;
};

/** Ends a transaction whose move cannot be; placeTransaction keeps it as a conflict and tells it. */
export class PlaceRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.name = 'PlaceRefused';
    this.refusal = refusal;
  }
}

/** Something moved between looking and locking: placeTransaction begins anew. */
export class LookAgain extends Error {
  constructor() {
    super('A container changed its place while it was looked for');
    this.name = 'LookAgain';
  }
}
