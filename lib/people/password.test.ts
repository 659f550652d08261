import { expect, test, vi } from 'vitest';
import { hashPassword, verifyPassword } from './password';
import { NewPassword } from './password-rule';

// Each derivation takes a good part of a second, and longer on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

test('a password proves itself and no other does', async () => {
  const stored = await hashPassword('four small blue tubes');
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await verifyPassword('four small blue tubes', stored)).toBe(true);
  expect(await verifyPassword('four small blue tube', stored)).toBe(false);
  expect(await verifyPassword('', stored)).toBe(false);
});

test('the same password is stored differently each time', async () => {
  expect(await hashPassword('four small blue tubes')).not.toBe(
    await hashPassword('four small blue tubes'),
  );
});

test('composed and decomposed letters are the same password', async () => {
  const stored = await hashPassword('Käsekuchen mit Sahne'.normalize('NFC'));
  expect(await verifyPassword('Käsekuchen mit Sahne'.normalize('NFD'), stored)).toBe(true);
});

test('no account, or one without a password, takes as long as a wrong password', async () => {
  const stored = await hashPassword('four small blue tubes');
  const seconds = async (against: string | null) => {
    const began = performance.now();
    for (let i = 0; i < 3; i++) expect(await verifyPassword('wrong', against)).toBe(false);
    return performance.now() - began;
  };
  await seconds(stored);
  const known = await seconds(stored);
  const unknown = await seconds(null);
  // A skipped hash would take a thousandth; the rest is the noise of a busy machine.
  expect(unknown / known).toBeGreaterThan(0.3);
});

test('a damaged hash lets nobody in', async () => {
  for (const stored of ['', 'scrypt$1$2', 'plain', 'bcrypt$32768$8$3$abc$def']) {
    expect(await verifyPassword('four small blue tubes', stored)).toBe(false);
  }
});

test.each([
  ['short', false],
  ['elevenchars', false],
  ['aaaaaaaaaaaaaa', false],
  ['123456789012', false],
  ['four small blue tubes', true],
  ['x'.repeat(50) + 'abcdefg', true],
  ['long enough '.repeat(17), false],
])('the rule for new passwords: %s is taken: %s', (password, taken) => {
  expect(NewPassword.safeParse(password).success).toBe(taken);
});
