import { describe, expect, test } from 'vitest';
import { isAmong } from './four-eyes';

const person = (id: string) => ({ id, makerId: null });
const key = (id: string, makerId: string | null) => ({ id, makerId });

describe('whether somebody had a hand in it', () => {
  test.each([
    ['the same person', person('a'), [person('b'), person('a')], true],
    ['another person', person('a'), [person('b'), person('c')], false],
    ['nobody at all', person('a'), [], false],
    ['a person whose key did it', person('a'), [key('k', 'a')], true],
    ['a key of the person who did it', key('k', 'a'), [person('a')], true],
    ['another key of the same maker', key('k', 'a'), [key('l', 'a')], true],
    ['the same key without a maker', key('k', null), [key('k', null)], true],
    ['two keys without makers', key('k', null), [key('l', null)], false],
    ['a key of somebody else', key('k', 'b'), [person('a'), key('l', 'c')], false],
  ])('%s', (_, who, hands, expected) => {
    expect(isAmong(who, hands)).toBe(expected);
  });
});
