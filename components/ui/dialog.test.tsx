import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useRef, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Dialog } from './dialog';
import { Input } from './input';

afterEach(cleanup);

/** A window without a trigger of its own, as a page opens it that keeps its state. */
function Opened({ first, goes }: { first: boolean; goes: boolean }) {
  const [open, setOpen] = useState(false);
  const cell = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button ref={cell} type="button">
        Position 3
      </button>
      {goes && open ? null : (
        <button type="button" onClick={() => setOpen(true)}>
          Correct
        </button>
      )}
      {open ? (
        <Dialog open onOpenChange={setOpen} title="Correct the place" returnFocus={cell}>
          <Input aria-label="Device" />
          <Input aria-label="Position" {...(first && { 'data-first': '' })} />
        </Dialog>
      ) : null}
    </>
  );
}

function open(how: { first: boolean; goes: boolean }): void {
  render(<Opened {...how} />);
  const opener = screen.getByRole('button', { name: 'Correct' });
  opener.focus();
  fireEvent.click(opener);
}

const focused = () => document.activeElement;

describe('Dialog', () => {
  it('begins at the control it names, else at its first', async () => {
    open({ first: true, goes: false });
    await waitFor(() => expect(focused()).toBe(screen.getByLabelText('Position')));
    cleanup();
    open({ first: false, goes: false });
    await waitFor(() => expect(focused()).toBe(screen.getByRole('button', { name: 'Close' })));
  });

  it('gives the focus back to what opened it without being its trigger', async () => {
    open({ first: true, goes: false });
    fireEvent.click(await screen.findByRole('button', { name: 'Close' }));
    await waitFor(() => expect(focused()).toBe(screen.getByRole('button', { name: 'Correct' })));
  });

  it('gives it to the control beside it when what opened it is gone', async () => {
    open({ first: true, goes: true });
    fireEvent.click(await screen.findByRole('button', { name: 'Close' }));
    await waitFor(() => expect(focused()).toBe(screen.getByRole('button', { name: 'Position 3' })));
  });
});
