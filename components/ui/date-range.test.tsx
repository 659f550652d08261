import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { DateRange } from './date-range';

afterEach(cleanup);

function draw(from: string, to: string) {
  const sent: Record<string, string>[] = [];
  const form = (first: string, last: string) => (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        sent.push({ from: String(data.get('from')), to: String(data.get('to')) });
      }}
    >
      <DateRange
        from={first}
        to={last}
        presets={[{ label: '7 days', from: '2026-10-22', to: '2026-10-28' }]}
      />
    </form>
  );
  const { rerender } = render(form(from, to));
  return { sent, move: (first: string, last: string) => rerender(form(first, last)) };
}
const day = (label: string) => {
  const input = screen.getByLabelText(label);
  if (!(input instanceof HTMLInputElement)) throw new Error(`${label} is no input`);
  return input;
};

describe('DateRange', () => {
  it('sends the form with a quick choice at once', () => {
    const { sent } = draw('2026-10-01', '2026-10-28');
    const quick = screen.getByRole('button', { name: '7 days' });
    expect(quick.getAttribute('aria-pressed')).toBe('false');
    fireEvent.click(quick);
    expect(sent).toEqual([{ from: '2026-10-22', to: '2026-10-28' }]);
    expect(quick.getAttribute('aria-pressed')).toBe('true');
  });

  it('refuses a span that ends before it begins, and takes it back', () => {
    draw('2026-10-01', '2026-10-28');
    fireEvent.change(day('First day'), { target: { value: '2026-11-01' } });
    expect(day('Last day').validationMessage).toBe('The last day is before the first.');
    fireEvent.change(day('Last day'), { target: { value: '2026-11-02' } });
    expect(day('Last day').validationMessage).toBe('');
  });

  it('follows a new address', () => {
    const { move } = draw('2026-10-01', '2026-10-28');
    move('2026-09-01', '2026-09-30');
    expect([day('First day').value, day('Last day').value]).toEqual(['2026-09-01', '2026-09-30']);
  });
});
