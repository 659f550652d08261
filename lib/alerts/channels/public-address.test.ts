import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it, vi } from 'vitest';
import { readAddress } from './channel-address';
import { isPublicAddress } from './public-address';

// Much is made up, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** Blocks of the registries of special-purpose addresses (IANA), and of multicast. */
const REFUSED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '255.255.255.255/32',
];
const REFUSED_V6 = [
  '::/128',
  '::1/128',
  '::/96',
  '::ffff:0:0/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:2::/48',
  '2001:10::/28',
  '2001:20::/28',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/** Any address of one of these blocks, as its bytes. */
const within = (blocks: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...blocks.map((block) => ipaddr.parseCIDR(block))),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
    )
    .map(([[network, bits], noise]) =>
      network.toByteArray().map((byte, at) => {
        const kept = Math.min(Math.max(bits - at * 8, 0), 8);
        const mask = (0xff << (8 - kept)) & 0xff;
        return (byte & mask) | ((noise[at] ?? 0) & ~mask & 0xff);
      }),
    );

const four = fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => [...bytes]);
const dotted = (bytes: readonly number[]) => bytes.join('.');
const isOf = (address: string, blocks: readonly string[]) =>
  blocks.some((block) => ipaddr.parse(address).match(ipaddr.parseCIDR(block)));

/** How `URL` lets four bytes be written: decimal, octal and hexadecimal, in one to four parts. */
function spellings(bytes: readonly number[]): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (value: number) => `0x${value.toString(16)}`;
  const octal = (value: number) => `0${value.toString(8)}`;
  const wide = (text: string) =>
    text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  return [
    dotted(bytes),
    `${dotted(bytes)}.`,
    String(whole),
    hex(whole),
    octal(whole),
    [a, b, c, d].map(hex).join('.'),
    [a, b, c, d].map(octal).join('.'),
    `${a}.${b * 65_536 + c * 256 + d}`,
    `${hex(a)}.${octal(b)}.${c * 256 + d}`,
    wide(dotted(bytes)),
    dotted(bytes).replaceAll('.', '。'),
    [a, b, c, d].map((part) => `%3${String(part)[0]}${String(part).slice(1)}`).join('.'),
  ];
}

describe('an address that channels may lead to', () => {
  it('is none of the special blocks of IPv4, however its URL spells it', () => {
    fc.assert(
      fc.property(within(REFUSED_V4), (bytes) => {
        expect(isPublicAddress(dotted(bytes))).toBe(false);
        for (const host of spellings(bytes)) {
          expect(readAddress(`https://${host}/hook`, []), host).toHaveProperty('fault');
        }
      }),
    );
  });

  it('is any other of IPv4', () => {
    fc.assert(
      fc.property(four, (bytes) => {
        const address = dotted(bytes);
        // 192.31.196/24, 192.52.193/24, 192.175.48/24: sinks of DNS and tunnels; 168.63.129.16: Azure's.
        const sinks = ['192.31.196.0/24', '192.52.193.0/24', '192.175.48.0/24', '168.63.129.16/32'];
        const wanted = !isOf(address, [...REFUSED_V4, ...sinks]);
        expect(isPublicAddress(address)).toBe(wanted);
        expect(readAddress(`https://${address}/hook`, []) instanceof URL).toBe(wanted);
      }),
    );
  });

  it('is none of the special blocks of IPv6, scoped or not, short or long', () => {
    fc.assert(
      fc.property(within(REFUSED_V6), (bytes) => {
        const v6 = new ipaddr.IPv6(bytes);
        for (const text of [
          v6.toString(),
          v6.toNormalizedString(),
          v6.parts.map((part) => part.toString(16).padStart(4, '0')).join(':'),
        ]) {
          expect(isPublicAddress(text)).toBe(false);
          expect(readAddress(`https://[${text}]/hook`, []), text).toHaveProperty('fault');
        }
        expect(isPublicAddress(`${v6.toString()}%eth0`)).toBe(false);
      }),
    );
  });

  it('holds no IPv4 address in itself, public or not: mapped, translated, 6to4, Teredo, NAT64', () => {
    fc.assert(
      fc.property(four, ([a = 0, b = 0, c = 0, d = 0]) => {
        const [high, low] = [(a * 256 + b).toString(16), (c * 256 + d).toString(16)];
        for (const text of [
          `::ffff:${a}.${b}.${c}.${d}`,
          `::ffff:${high}:${low}`,
          `::${a}.${b}.${c}.${d}`,
          `::ffff:0:${high}:${low}`,
          `64:ff9b::${high}:${low}`,
          `64:ff9b:1::${high}:${low}`,
          `2002:${high}:${low}::1`,
          `2001:0:${high}:${low}::1`,
        ]) {
          expect(isPublicAddress(text), text).toBe(false);
          expect(readAddress(`https://[${text}]/`, []), text).toHaveProperty('fault');
        }
      }),
    );
  });

  it('is one that is given out of IPv6', () => {
    for (const address of [
      '2606:4700:4700::1111',
      '2a00:1450:4001:82a::200e',
      '2620:1ec:a92::171',
    ]) {
      expect(isPublicAddress(address)).toBe(true);
      expect(readAddress(`https://[${address}]:8443/x`, [])).toBeInstanceOf(URL);
    }
  });

  it('is none where clouds keep their credentials', () => {
    for (const host of [
      '169.254.169.254',
      '[fd00:ec2::254]',
      '100.100.100.200',
      '192.0.0.192',
      '168.63.129.16',
      'metadata.google.internal',
      'METADATA.google.internal.',
    ]) {
      expect(readAddress(`https://${host}/latest/meta-data`, []), host).toHaveProperty('fault');
    }
  });

  it('is no text that is not an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (ipaddr.isValid(text)) return;
        expect(isPublicAddress(text)).toBe(false);
      }),
    );
  });
});
