import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { hostOf, readAddress } from './channel-address';

// Much is made up, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const fault = (text: string, allowed: readonly string[] = []) => {
  const read = readAddress(text, allowed);
  return read instanceof URL ? null : read.fault;
};

describe('the address of a channel', () => {
  it('is https', () => {
    expect(fault('https://prod-12.westeurope.logic.azure.com:443/workflows/1?sig=x')).toBeNull();
    expect(fault('http://hooks.example.org/x')).toContain('https://');
    for (const text of [
      'ftp://example.org',
      'file:///etc/passwd',
      'javascript:1',
      'data:,x',
      '//x',
      '',
    ]) {
      expect(fault(text)).toContain('https://');
    }
  });

  it('names nobody before the host', () => {
    for (const text of [
      'https://a:b@example.org/',
      'https://a@example.org',
      'https://127.0.0.1@example.org',
    ]) {
      expect(fault(text)).toContain('name or password');
    }
  });

  it('is no name of this machine or network, in any writing of it', () => {
    for (const host of [
      'localhost',
      'LOCALHOST.',
      'x.localhost',
      'printer.local',
      'vault.internal',
      'ｌｏｃａｌｈｏｓｔ',
      'nas.home.arpa',
    ]) {
      expect(fault(`https://${host}/`), host).toContain('CHANNEL_ALLOWED_HOSTS');
    }
    expect(fault('https://localhost.example.org/')).toBeNull();
  });

  it('may be a name in any script, kept as DNS knows it', () => {
    const read = readAddress('https://bücher.example/ü', []);
    expect(read instanceof URL && hostOf(read)).toBe('xn--bcher-kva.example');
  });

  it('may use any port, and be of an excepted host, http included', () => {
    expect(fault('https://hooks.example.org:8443/x')).toBeNull();
    expect(fault('http://127.0.0.1:4010/x', ['127.0.0.1'])).toBeNull();
    expect(fault('http://0x7f.1:4010/x', ['127.0.0.1'])).toBeNull();
    expect(fault('https://hooks.lan:8443', ['HOOKS.lan:8443'])).toBeNull();
    expect(fault('https://[::1]:9/', ['::1'])).toBeNull();
    expect(fault('https://[::1]:9/', ['[::1]:9'])).toBeNull();
  });

  it('is excepted by the whole host and, where one is named, the port', () => {
    expect(fault('https://hooks.lan:8444', ['hooks.lan:8443'])).not.toBeNull();
    expect(fault('https://evil.hooks.lan', ['hooks.lan'])).not.toBeNull();
    expect(fault('http://hooks.example.org', ['example.org'])).not.toBeNull();
    expect(fault('ftp://hooks.lan', ['hooks.lan'])).not.toBeNull();
    expect(fault('https://me@hooks.lan', ['hooks.lan'])).not.toBeNull();
  });

  it('is never repeated in what is said against it', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true }),
        fc.stringMatching(/^[a-z0-9]{12,40}$/),
        (web, secret) => {
          for (const text of [
            `http://10.1.2.3/${secret}?sig=${secret}`,
            `${web.replace(/^https/, 'http')}/${secret}`,
            `https://${secret}@example.org`,
            `gopher://${secret}.example`,
            secret,
            `https://example.org/${secret.repeat(200)}`,
          ]) {
            expect(fault(text) ?? '').not.toContain(secret);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
