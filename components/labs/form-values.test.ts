import { describe, expect, it } from 'vitest';
import { listOf, numberOf, textOf } from './form-values';

function form(value: string): FormData {
  const data = new FormData();
  data.set('x', value);
  return data;
}

describe('values of a form', () => {
  it.each([
    ['3.5', 3.5],
    ['3,5', 3.5],
    ['-0,25', -0.25],
    ['−18.6', -18.6],
    [' 12 ', 12],
    ['0', 0],
    ['', null],
    ['high', 'high'],
    ['1,000,000', '1,000,000'],
    ['Infinity', 'Infinity'],
  ])('reads the number %j as %j', (text, value) => expect(numberOf(form(text), 'x')).toBe(value));

  it('takes blank text for nothing and splits lists', () => {
    expect(textOf(form('  '), 'x')).toBeNull();
    expect(textOf(form('x'), 'y')).toBeNull();
    expect(listOf(form('POSITIVE, MRSA\n\n VRE;'), 'x')).toEqual(['POSITIVE', 'MRSA', 'VRE']);
  });
});
