import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConfirmDialog } from './confirm-dialog';
import { Input } from './input';

afterEach(cleanup);

function open(onConfirm: (data: FormData) => Promise<{ error?: string } | void>) {
  render(
    <ConfirmDialog
      trigger={<button type="button">Revoke…</button>}
      title="Revoke the key?"
      description="For good."
      confirmLabel="Revoke key"
      onConfirm={onConfirm}
    >
      <Input aria-label="Reason" name="reason" />
    </ConfirmDialog>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Revoke…' }));
}

describe('ConfirmDialog', () => {
  it('passes its fields on and closes when done', async () => {
    const confirm = vi.fn(async (data: FormData) => {
      expect(data.get('reason')).toBe('left');
    });
    open(confirm);
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'left' } });
    fireEvent.click(screen.getByRole('button', { name: 'Revoke key' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(confirm).toHaveBeenCalledOnce();
  });

  it('stays open and shows what went wrong', async () => {
    open(async () => ({ error: 'Somebody was faster.' }));
    fireEvent.click(screen.getByRole('button', { name: 'Revoke key' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody was faster.');
    expect(screen.getByRole('alertdialog')).toBeTruthy();
  });

  it('shows a general text when the server is not reached', async () => {
    open(() => Promise.reject(new Error('secret')));
    fireEvent.click(screen.getByRole('button', { name: 'Revoke key' }));
    const text = (await screen.findByRole('alert')).textContent;
    expect(text).toContain('did not reach the server');
    expect(text).not.toContain('secret');
  });

  it('does nothing when kept', () => {
    const confirm = vi.fn(async () => {});
    open(confirm);
    fireEvent.click(screen.getByRole('button', { name: 'Leave it' }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(confirm).not.toHaveBeenCalled();
  });
});
