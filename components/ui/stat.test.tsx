import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Stat, StatRow } from './stat';

afterEach(cleanup);

describe('Stat', () => {
  it('says why there is nothing, and links nowhere', () => {
    render(
      <StatRow>
        <Stat label="P90" value={null} none="no test was released" href="/demo/tests" />
      </StatRow>,
    );
    expect(screen.getByText('no test was released')).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });
  it('keeps a zero', () => {
    render(
      <StatRow>
        <Stat label="Breaches" value={0} n={12} />
      </StatRow>,
    );
    expect(screen.getByText('0')).toBeTruthy();
    expect(screen.getByText('n = 12')).toBeTruthy();
  });
  it.each([
    [9, true],
    [10, false],
  ])('with n = %d of 10 needed, too few is %s', (n, few) => {
    render(
      <StatRow>
        <Stat label="P90" value="148" n={n} few={10} />
      </StatRow>,
    );
    expect(screen.queryByText('too few: needs 10') !== null).toBe(few);
  });
});
