/** Somebody who did something: a person by their id; a key by its own, and whoever made it. */
export type Hand = { id: string; makerId: string | null };

/**
 * Whether `who` is one of `hands`. A key counts as its maker too, on either side: a person cannot
 * verify what their own key submitted, nor one of their keys what another did.
 */
export function isAmong(who: Hand, hands: readonly Hand[]): boolean {
  const mine = new Set([who.id, ...(who.makerId === null ? [] : [who.makerId])]);
  return hands.some(({ id, makerId }) => mine.has(id) || (makerId !== null && mine.has(makerId)));
}
