import { describe, expect, it } from 'vitest';
import { shownFaults } from './shown-faults';

describe('where a fault is shown', () => {
  it('is its field, or the nearest that holds it, or nowhere', () => {
    const shown = ['name', 'filters.assays', 'channels'];
    expect(
      shownFaults(
        [
          { field: 'name', message: 'a' },
          { field: 'filters.assays.3', message: 'b' },
          { field: 'channels.0', message: 'c' },
          { field: 'filters.devices', message: 'd' },
          { field: 'names', message: 'e' },
        ],
        shown,
      ),
    ).toEqual([
      { field: 'name', message: 'a' },
      { field: 'filters.assays', message: 'b' },
      { field: 'channels', message: 'c' },
    ]);
  });
});
