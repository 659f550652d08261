import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ToastProvider } from '@/components/ui/toast';
import { StateTableForm } from './state-table-form';

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: vi.fn() }) }));

afterEach(cleanup);

const table = { meanings: { OP: 'up', ES: 'unplanned' } as const, transient_minutes: 10 };

it('sends the whole table, with the state that was added', async () => {
  const change = vi.fn(() => Promise.resolve({ ok: true as const, data: table }));
  render(
    <ToastProvider>
      <StateTableForm labSlug="demo" table={table} change={change} />
    </ToastProvider>,
  );
  fireEvent.change(screen.getByLabelText('OP means'), { target: { value: 'idle' } });
  fireEvent.change(screen.getByLabelText(/^Another state/), { target: { value: 'wash' } });
  fireEvent.change(screen.getByLabelText('It means'), { target: { value: 'planned' } });
  fireEvent.change(screen.getByLabelText(/^A pause is up for/), { target: { value: '15' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save states' }));
  await waitFor(() =>
    expect(change).toHaveBeenCalledWith('demo', {
      meanings: { OP: 'idle', ES: 'unplanned', WASH: 'planned' },
      transient_minutes: 15,
    }),
  );
});

it('only shows the table to those who may not change it', () => {
  render(
    <ToastProvider>
      <StateTableForm labSlug="demo" table={table} />
    </ToastProvider>,
  );
  expect(screen.getByRole('row', { name: /^ES/ }).textContent).toContain('Stopped');
  expect(screen.getByText(/up for 10 minutes/)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
