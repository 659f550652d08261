import { describe, expect, it } from 'vitest';
import type { Where } from '@/lib/demo/platform/platform-scenario';
import { HOSPITAL } from '../hospital';
import { HOSPITAL_PLATFORM as PLATFORM } from './platform';

const devices = new Map(PLATFORM.devices.map((device) => [device.name, device]));

function expectPlace({ device, zone }: Where): void {
  expect([device, devices.has(device)]).toEqual([device, true]);
  if (zone !== undefined) expect(devices.get(device)?.zones).toHaveProperty(zone);
}

describe('the platform of the hospital', () => {
  it('has devices of its own, with zones within their positions that do not overlap', () => {
    const analysers = HOSPITAL.devices.map(({ name }) => name);
    expect(analysers.filter((name) => devices.has(name))).toEqual([]);
    expect(devices.size).toBe(12);
    for (const { slots, zones = {} } of PLATFORM.devices) {
      const ranges = Object.values(zones).toSorted(([a], [b]) => a - b);
      let end = 0;
      for (const [from, until] of ranges) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(until).toBeGreaterThan(from);
        end = until;
      }
      expect(end).toBeLessThanOrEqual(slots);
    }
  });

  it('refers to nothing it does not have', () => {
    const { store, lids, tubes, stock, arm, stops, processes, running, labware } = PLATFORM;
    for (const where of [store, lids, tubes.rack, tubes.fridge, tubes.archive]) expectPlace(where);
    for (const { where, lidZone, lid } of stock) {
      expectPlace(where);
      expect(lid === 'off').toBe(lidZone !== undefined);
      if (lidZone) expectPlace(lidZone);
    }
    for (const name of [arm, ...stops.map(({ device }) => device)]) {
      expect(devices.has(name)).toBe(true);
    }
    const used = [...stock, ...processes.map(({ plates }) => plates), tubes];
    for (const one of used) expect(labware).toHaveProperty([one.labware]);
    expect(processes.map(({ name }) => name)).toContain(running);
    const types = HOSPITAL.tubes.map(({ specimenType }) => specimenType);
    expect(types).toEqual(expect.arrayContaining([...tubes.specimenTypes]));
  });

  it('works on a container where it stands, with its lid off or on as it must be', () => {
    for (const { versions } of PLATFORM.processes) {
      for (const { script } of versions) {
        let at = PLATFORM.store;
        let lidded = true;
        for (const step of script) {
          if (step.kind === 'move') {
            expectPlace(step.to);
            const bothSingle = [at, step.to].every((one) => devices.get(one.device)?.slots === 1);
            expect(bothSingle).toBe(false);
            at = step.to;
          } else if (step.kind === 'process') expect(step.device).toBe(at.device);
          else {
            expect(lidded).toBe(step.kind === 'unlid');
            lidded = step.kind === 'lid';
          }
        }
        expect(lidded).toBe(true);
      }
    }
  });

  it('has sources that differ from version to version, in a few lines', () => {
    for (const { versions } of PLATFORM.processes) {
      for (const [index, { source, sinceDays }] of versions.entries()) {
        const before = versions[index - 1];
        if (!before) continue;
        expect(sinceDays).toBeLessThan(before.sinceDays);
        const known = new Set(before.source.split('\n'));
        const changed = source.split('\n').filter((line) => !known.has(line));
        expect(changed.length).toBeGreaterThan(0);
        expect(changed.length).toBeLessThan(5);
      }
    }
  });
});
