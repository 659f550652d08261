import { beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../ids';

const settings = {
  DATABASE_URL: 'postgresql://localhost/none',
  AUTH_SECRET: 'x'.repeat(32),
  SECRETS_KEY: Buffer.alloc(32, 1).toString('base64'),
  AUDIT_KEY: Buffer.alloc(32, 2).toString('base64'),
  APP_URL: 'http://localhost:3000',
};

async function withKey(fill: number) {
  vi.resetModules();
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  vi.stubEnv('SECRETS_KEY', Buffer.alloc(32, fill).toString('base64'));
  return import('./sealed-text');
}

describe('text that is kept encrypted', () => {
  let sealText: (rowId: string, text: string) => Uint8Array;
  let openText: (rowId: string, sealed: Uint8Array) => string | null;
  const row = newId();
  beforeAll(async () => {
    ({ sealText, openText } = await withKey(1));
  });

  it('opens in its own row', () => {
    expect(openText(row, sealText(row, 'whsec_größe'))).toBe('whsec_größe');
    expect(openText(row.toUpperCase(), sealText(row, ''))).toBe('');
  });

  it('shows nothing of the text, and never looks the same twice', () => {
    const [one, two] = [sealText(row, 'whsec_secret'), sealText(row, 'whsec_secret')];
    expect(Buffer.from(one).includes('secret')).toBe(false);
    expect(Buffer.from(one).equals(two)).toBe(false);
  });

  it('opens in no other row, changed nowhere, and under no other key', async () => {
    const sealed = sealText(row, 'whsec_secret');
    expect(openText(newId(), sealed)).toBeNull();
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Uint8Array.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(openText(row, changed)).toBeNull();
    }
    for (const length of [0, 1, 28, sealed.length - 1]) {
      expect(openText(row, sealed.subarray(0, length))).toBeNull();
    }
    const other = await withKey(3);
    expect(other.openText(row, sealed)).toBeNull();
  });
});
