import { describe, expect, it } from 'vitest';
import { pageHref } from '@/lib/platform/http/page-address';
import {
  benchOfAddress,
  missingQueryOf,
  nextOfAddress,
  readAddress,
  worklistQueryOf,
} from './worklist-address';

describe('the address of the worklist', () => {
  it('is read and written alike, without what is empty and without the page', () => {
    const given = { next: 'verify', assay: ['NA', 'K'], q: ' ', state: '', cursor: 'x' };
    const address = readAddress(given);
    expect(pageHref('/demo/worklist', address)).toBe('/demo/worklist?next=verify&assay=NA&assay=K');
    expect(pageHref('/demo/worklist', address, { next: null, urgency: 'overdue' })).toBe(
      '/demo/worklist?urgency=overdue&assay=NA&assay=K',
    );
    expect(pageHref('/w', readAddress({}), { cursor: 'a b' })).toBe('/w?cursor=a+b');
    expect(pageHref('/w', readAddress({}))).toBe('/w');
  });

  it.each([
    [{}, false, 'all'],
    [{}, true, 'mine'],
    [{ bench: 'all' }, true, 'all'],
    [{ bench: 'mine' }, false, 'mine'],
    [{ bench: 'yours' }, true, 'mine'],
  ])('%j, with a bench: %s, shows %s', (given, hasBench, expected) => {
    expect(benchOfAddress(readAddress(given), hasBench)).toBe(expected);
  });

  it('asks for what it says, and for nothing that does not exist', () => {
    const address = readAddress({ next: 'verify', urgency: 'at_risk', priority: 'stat', q: 'S-1' });
    expect(worklistQueryOf(address, true, 50)).toMatchObject({
      limit: 50,
      bench: 'mine',
      next: 'verify',
      urgency: ['at_risk'],
      priority: ['STAT'],
      q: 'S-1',
    });
    expect(nextOfAddress(readAddress({ next: 'eat' }))).toBeNull();
    expect(() => worklistQueryOf(readAddress({ priority: 'soon' }), true, 50)).toThrow(/priority/);
    expect(missingQueryOf(readAddress({ location: 'ICU', q: 'S' }), false, 50)).toMatchObject({
      bench: 'all',
      location: ['ICU'],
    });
  });
});
