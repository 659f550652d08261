import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_STATES } from '@/lib/labs/default-workflow';
import { specimenState } from './specimen-state';

const state = (...tests: string[]) => specimenState(tests, DEFAULT_STATES, 'expected');
const anyState = fc.constantFrom(...DEFAULT_STATES.map(({ key }) => key));
const kindOf = (key: string) => DEFAULT_STATES.find((rule) => rule.key === key)?.kind;
const rankOf = (key: string) => DEFAULT_STATES.find((rule) => rule.key === key)?.rank ?? 0;

describe('the state of a specimen', () => {
  test.each([
    [['received'], 'received'],
    [['published', 'published'], 'published'],
    [['published', 'received'], 'received'],
    [['verified', 'submitted', 'in_process'], 'in_process'],
    [['in_process', 'error'], 'error'],
    [['expected', 'error'], 'error'],
    [['published', 'error', 'rejected'], 'error'],
    [['rejected', 'published'], 'published'],
    [['rejected', 'cancelled', 'verified'], 'verified'],
    [['rejected', 'rejected'], 'rejected'],
    [['invalidated', 'cancelled'], 'cancelled'],
    [['invalidated'], 'invalidated'],
    [['invalidated', 'received'], 'received'],
  ])('%j is %s', (tests, expected) => {
    expect(state(...tests)).toBe(expected);
  });

  test('without tests it is the bare one', () => {
    expect(specimenState([], DEFAULT_STATES, 'received')).toBe('received');
  });

  test('is always the state of one of its tests, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(anyState, { minLength: 1, maxLength: 6 }), (tests) => {
        const derived = state(...tests);
        expect(tests).toContain(derived);
        expect(state(...tests.toReversed())).toBe(derived);
      }),
    );
  });

  test('is void only when all tests are, and done only when none is open', () => {
    fc.assert(
      fc.property(fc.array(anyState, { minLength: 1, maxLength: 6 }), (tests) => {
        const kind = kindOf(state(...tests));
        const kinds = tests.map(kindOf);
        if (kind === 'void') expect(kinds.every((each) => each === 'void')).toBe(true);
        if (kind === 'done') expect(kinds).not.toContain('open');
        if (kind === 'open' && !tests.includes('error')) {
          const open = tests.filter((test) => kindOf(test) === 'open').map(rankOf);
          expect(rankOf(state(...tests))).toBe(Math.min(...open));
        }
      }),
    );
  });
});
