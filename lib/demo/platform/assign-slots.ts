import type { PlatformDevice, Where } from './platform-scenario';

/** A time in which something stands somewhere, ms since 1970; null while it still does. */
export type Stay = { where: Where; from: number; until: number | null };

/**
 * Gives every stay a position of its device, within the zone of its use: the first that is free
 * from its beginning on. So no position holds two things at any time. What finds none has none.
 */
export function assignSlots<T extends Stay>(
  devices: readonly PlatformDevice[],
  stays: readonly T[],
): Map<T, number> {
  const known = new Map(devices.map((device) => [device.name, device]));
  const freeAt = new Map<string, number[]>();
  const slots = new Map<T, number>();
  for (const stay of stays.toSorted((a, b) => a.from - b.from)) {
    const { device: name, zone } = stay.where;
    const device = known.get(name);
    if (!device) throw new Error(`The platform has no device ${name}`);
    const range = zone === undefined ? [0, device.slots] : device.zones?.[zone];
    if (!range) throw new Error(`${name} has no zone ${zone ?? ''}`);
    const [first = 0, end = 0] = range;
    const free = freeAt.get(name) ?? Array<number>(device.slots).fill(-Infinity);
    freeAt.set(name, free);
    const slot = free.findIndex((at, index) => index >= first && index < end && at < stay.from);
    if (slot < 0) continue;
    free[slot] = stay.until ?? Infinity;
    slots.set(stay, slot);
  }
  return slots;
}
