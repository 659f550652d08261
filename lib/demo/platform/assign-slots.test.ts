import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignSlots, type Stay } from './assign-slots';
import type { PlatformDevice } from './platform-scenario';

const devices: PlatformDevice[] = [
  { name: 'Deck', type: 'Deck', slots: 6, zones: { work: [0, 4], lids: [4, 6] }, idleState: 'ID' },
  { name: 'Reader', type: 'Reader', slots: 1, idleState: 'ID' },
];

const stayOf = (device: string, zone: string | undefined, from: number, until: number | null) => ({
  where: { device, zone },
  from,
  until,
});

describe('assignSlots', () => {
  it('takes the first position of the zone that is free from then on', () => {
    const stays: Stay[] = [
      stayOf('Deck', 'lids', 30, null),
      stayOf('Deck', 'work', 10, 20),
      stayOf('Deck', 'work', 15, null),
      stayOf('Deck', 'work', 21, null),
      stayOf('Deck', 'work', 20, 21),
    ];
    const slots = assignSlots(devices, stays);
    expect(stays.map((stay) => slots.get(stay))).toEqual([4, 0, 1, 0, 2]);
  });

  it('gives none where none is free, and refuses what the platform does not have', () => {
    const both = [stayOf('Reader', undefined, 1, 5), stayOf('Reader', undefined, 4, 6)];
    expect([...assignSlots(devices, both).values()]).toEqual([0]);
    expect(() => assignSlots(devices, [stayOf('Arm', undefined, 1, 2)])).toThrow('no device Arm');
    expect(() => assignSlots(devices, [stayOf('Deck', 'top', 1, 2)])).toThrow('no zone top');
  });

  it('never lets two meet on a position, whatever they are', () => {
    const stay = fc.record({
      where: fc.constantFrom(
        { device: 'Deck', zone: 'work' },
        { device: 'Deck', zone: 'lids' },
        { device: 'Deck' },
        { device: 'Reader' },
      ),
      from: fc.nat(100),
      lasts: fc.option(fc.nat(40)),
    });
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 60 }), (given) => {
        const stays = given.map(({ where, from, lasts }) => ({
          where,
          from,
          until: lasts === null ? null : from + lasts,
        }));
        const placed = [...assignSlots(devices, stays)];
        for (const [one, slot] of placed) {
          const others = placed.filter(
            ([other, its]) =>
              other !== one && its === slot && other.where.device === one.where.device,
          );
          for (const [other] of others) {
            const [first, second] = one.from <= other.from ? [one, other] : [other, one];
            expect(first.until ?? Infinity).toBeLessThan(second.from);
          }
        }
      }),
    );
  });
});
