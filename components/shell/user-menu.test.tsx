import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { initials, UserMenu } from './user-menu';

beforeEach(() => {
  delete document.documentElement.dataset['theme'];
});
afterEach(cleanup);

function open(onSignOut = vi.fn(async () => {})) {
  render(<UserMenu user={{ name: 'Ines Okafor', role: 'Supervisor' }} onSignOut={onSignOut} />);
  fireEvent.keyDown(screen.getByRole('button', { name: /Ines Okafor, Supervisor/ }), {
    key: 'Enter',
  });
  return onSignOut;
}

describe('UserMenu', () => {
  it('keeps a chosen theme in the page and in a cookie', () => {
    open();
    fireEvent.click(screen.getByRole('menuitemradio', { name: 'Dark' }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(document.cookie).toContain('theme=dark');
  });
  it('signs out', async () => {
    const out = open();
    fireEvent.click(screen.getByRole('menuitem', { name: 'Sign out' }));
    await waitFor(() => expect(out).toHaveBeenCalledOnce());
  });
});

describe('initials', () => {
  it.each([
    ['Ines Okafor', 'IO'],
    ['ada', 'A'],
    ['Jean Luc de Vries', 'JV'],
    ['', ''],
  ])('%s → %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});
