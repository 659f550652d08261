import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChartFigure } from './chart-figure';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: vi.fn() }) }));
vi.mock('./chart', () => ({
  Chart: ({ label, onSelect }: { label: string; onSelect?: (key: string) => void }) => (
    <button type="button" aria-label={label} onClick={() => onSelect?.('K')} />
  ),
}));
afterEach(cleanup);

const table = {
  columns: [{ label: 'Assay' }, { label: 'P90', numeric: true }],
  rows: [
    { key: 'K', cells: ['Potassium', 120.25], href: '/demo/tests?assay=K' },
    { key: 'NA', cells: ['Sodium', null] },
    { key: 'CA', cells: ['Calcium', 81] },
  ],
};
const chart = (value: number | null) =>
  ({
    kind: 'bar',
    data: {
      unit: 'min',
      groups: [{ key: 'K', label: 'Potassium' }],
      series: [{ name: 'P90', values: [value] }],
    },
  }) as const;

describe('ChartFigure', () => {
  it('shows the table behind the chart, with links to the rows', () => {
    render(
      <ChartFigure
        title="By assay"
        description="Slowest first."
        chart={chart(120.25)}
        table={table}
        n={1234}
      />,
    );
    expect(screen.queryByRole('table')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show table' }));
    const shown = screen.getByRole('region', { name: 'By assay: table' });
    expect(within(shown).getByRole('link', { name: 'Potassium' }).getAttribute('href')).toBe(
      '/demo/tests?assay=K',
    );
    expect(within(shown).getByRole('cell', { name: '–' })).toBeTruthy();
    expect(within(shown).getByRole('cell', { name: '120.3' })).toBeTruthy();
    expect(within(shown).getByRole('cell', { name: '81.0' })).toBeTruthy();
    expect(screen.getByText('1,234 tests')).toBeTruthy();
  });

  it('answers a click on a point', () => {
    const select = vi.fn();
    render(
      <ChartFigure
        title="By assay"
        description="Slowest first."
        chart={chart(1)}
        table={table}
        onSelect={select}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'By assay. Slowest first.' }));
    expect(select).toHaveBeenCalledWith('K');
  });

  it('says so when there is nothing to count', () => {
    render(
      <ChartFigure
        title="By assay"
        description="Slowest first."
        chart={chart(null)}
        table={table}
      />,
    );
    expect(screen.getByText(/Nothing to count/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show table' })).toBeNull();
  });
});
