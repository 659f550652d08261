import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { PositionKeys } from './position-keys';

afterEach(cleanup);

it('leads by arrows from thing to thing, past what is free, and stays at the last', () => {
  render(
    <PositionKeys>
      <ul>
        {['A', '', '', 'B', ''].map((thing, position) => (
          <li key={position}>{thing === '' ? <span /> : <a href={`#${thing}`}>{thing}</a>}</li>
        ))}
      </ul>
    </PositionKeys>,
  );
  const [first, last] = ['A', 'B'].map((name) => screen.getByRole('link', { name }));
  const press = (key: string) =>
    fireEvent.keyDown(document.activeElement ?? document.body, { key });
  first?.focus();
  press('ArrowRight');
  expect(document.activeElement).toBe(last);
  press('ArrowRight');
  expect(document.activeElement).toBe(last);
  press('ArrowLeft');
  expect(document.activeElement).toBe(first);
  expect(press('Tab')).toBe(true);
});
