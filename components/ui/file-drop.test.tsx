import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FileDrop } from './file-drop';
import { formatBytes } from './file-size';

afterEach(cleanup);

describe('FileDrop', () => {
  it('takes a file by its input and names it', () => {
    const onFile = vi.fn();
    render(<FileDrop label="File" onFile={onFile} maxBytes={10} />);
    const file = new File(['a,b'], 'tests.csv');
    fireEvent.change(screen.getByLabelText('File'), { target: { files: [file] } });
    expect(onFile).toHaveBeenLastCalledWith(file);
    expect(screen.getByText('tests.csv')).toBeTruthy();
  });

  it('refuses a file over the limit and says both sizes', () => {
    const onFile = vi.fn();
    render(<FileDrop label="File" onFile={onFile} maxBytes={10} />);
    fireEvent.change(screen.getByLabelText('File'), {
      target: { files: [new File(['a'.repeat(11)], 'big.csv')] },
    });
    expect(onFile).toHaveBeenLastCalledWith(null);
    expect(screen.getByRole('alert').textContent).toBe('big.csv is 11 B; the limit is 10 B.');
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [25_000_000, '25 MB'],
    [512_400_000, '512 MB'],
    [3e12, '3000 GB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
