/** As many positions as one device is drawn with, and as all of a lab's are: a page of them stays quick. */
const DEVICE_AT_MOST = 96;
/** Of one too large to be drawn whole. */
const PART = 48;
const LAB_AT_MOST = 4_000;
/** A device shows at least a row of its positions, however many devices there are. */
const DEVICE_AT_LEAST = 8;

/** How many positions of one device are drawn in a lab where devices have so many. */
export function drawnPerDevice(slots: readonly number[]): number {
  const total = slots.reduce((sum, count) => sum + Math.min(count, DEVICE_AT_MOST), 0);
  if (total <= LAB_AT_MOST) return DEVICE_AT_MOST;
  // Halved until they fit: small devices stay whole the longest.
  let share = DEVICE_AT_MOST;
  while (share > DEVICE_AT_LEAST) {
    share = Math.max(DEVICE_AT_LEAST, Math.floor(share / 2));
    const drawn = slots.reduce((sum, count) => sum + Math.min(count, share), 0);
    if (drawn <= LAB_AT_MOST) break;
  }
  return share;
}

/**
 * The positions of a device that are drawn, from `from` to before `to`: all of them if `atMost`
 * allows; else the first, or those around the one that was looked for.
 */
export function windowOf(
  slots: number,
  atMost: number,
  lookedFor: number | undefined,
): { from: number; to: number } {
  if (slots <= atMost) return { from: 0, to: slots };
  const part = Math.min(PART, atMost);
  const from = Math.floor((lookedFor ?? 0) / part) * part;
  return { from, to: Math.min(from + part, slots) };
}
