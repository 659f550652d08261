import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePeer, plainAddress, type PossiblePeer, saidSender } from './attribute-peer';

let made = 0;
function peer(bits: number, given: Partial<PossiblePeer> = {}): PossiblePeer {
  made += 1;
  return {
    id: `peer-${made}`,
    role: 'instrument',
    bits,
    application: null,
    facility: null,
    device_id: `device-${made}`,
    device_name: `Device ${made}`,
    lab_id: 'lab',
    slug: 'lab',
    lab_name: 'Lab',
    time_zone: 'UTC',
    first_weekday: 1,
    ...given,
  };
}

const said = (application: string[], facility: string[] = []) => ({ application, facility });

describe('who a message is from', () => {
  it('is the narrowest network that fits, however it is named', () => {
    const wide = peer(16, { application: 'XN', facility: 'LAB' });
    const narrow = peer(24);
    expect(choosePeer([wide, narrow], said(['xn'], ['lab']))).toBe(narrow);
  });

  it('is whoever names more of the same network, MSH-3 before MSH-4', () => {
    const [none, four, three] = [
      peer(24),
      peer(24, { facility: 'LAB' }),
      peer(24, { application: 'XN' }),
    ];
    expect(choosePeer([none, four, three], said(['xn'], ['lab']))).toBe(three);
    expect(choosePeer([none, four, three], said(['other'], ['lab']))).toBe(four);
    expect(choosePeer([none, four, three], said([]))).toBe(none);
  });

  it('is nobody where none fits, and where two labs have one that does', () => {
    const named = peer(32, { application: 'XN' });
    expect(choosePeer([], said(['xn']))).toBe('unknown');
    expect(choosePeer([named], said(['au']))).toBe('unknown');
    const foreign = peer(8, { lab_id: 'other' });
    expect(choosePeer([named, foreign], said(['xn']))).toBe('two_labs');
    expect(choosePeer([named, foreign], said(['au']))).toBe(foreign);
  });

  it('does not hang on the order in which they were found, and fits', () => {
    const name = fc.constantFrom(null, 'a', 'b');
    const peers = fc.uniqueArray(fc.tuple(fc.constantFrom(8, 16, 32), name, name), {
      maxLength: 8,
      selector: String,
    });
    const text = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(peers, text, text, fc.boolean(), (rows, application, facility, turned) => {
        const all = rows.map(([bits, app, fac]) => peer(bits, { application: app, facility: fac }));
        const heard = said([application], [facility]);
        const chosen = choosePeer(all, heard);
        expect(choosePeer(turned ? all.toReversed() : all.slice().sort(), heard)).toBe(chosen);
        const fitting = all.filter(
          (one) =>
            (one.application ?? application) === application &&
            (one.facility ?? facility) === facility,
        );
        if (typeof chosen === 'string') expect(fitting).toEqual([]);
        else {
          expect(fitting).toContain(chosen);
          expect(chosen.bits).toBe(Math.max(...fitting.map(({ bits }) => bits)));
        }
      }),
    );
  });
});

it.each([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::1', '::1'],
  ['nowhere', null],
  [undefined, null],
])('%s is the address %s', (remote, address) => expect(plainAddress(remote)).toBe(address));

it('reads MSH-3 and MSH-4 as a whole and by their first component, or nothing', () => {
  const heard = saidSender(Buffer.from('MSH|^~\\&|XN^1.2^ISO|Lab 1|X|Y|\rPID|1'));
  expect(heard.application).toEqual(['xn', 'xn^1.2^iso']);
  expect(heard.facility).toContain('lab 1');
  expect(saidSender(Buffer.from('hello'))).toEqual(said([]));
});
