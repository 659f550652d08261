import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNoTime, readMessageTime } from './message-time';

const iso = (text: string, zone = 'Europe/Berlin') => {
  const time = readMessageTime(text, zone);
  return 'fault' in time ? time.fault : time.at.toISOString();
};

describe('times of messages', () => {
  it.each([
    ['2014', 'year', '2013-12-31T23:00:00.000Z'],
    ['201410', 'month', '2014-09-30T22:00:00.000Z'],
    ['20141006', 'day', '2014-10-05T22:00:00.000Z'],
    ['2014100606', 'hour', '2014-10-06T04:00:00.000Z'],
    ['201410060645', 'minute', '2014-10-06T04:45:00.000Z'],
    ['20141006064530', 'second', '2014-10-06T04:45:30.000Z'],
    ['20141006064530.1', 'second', '2014-10-06T04:45:30.100Z'],
    ['20141006064530.1239', 'second', '2014-10-06T04:45:30.123Z'],
    ['20141006064500+0700', 'second', '2014-10-05T23:45:00.000Z'],
    ['20110103143428-0800', 'second', '2011-01-03T22:34:28.000Z'],
    ['20190411101633+0215', 'second', '2019-04-11T08:01:33.000Z'],
    ['201410060645+0000', 'minute', '2014-10-06T06:45:00.000Z'],
    ['20141006+0700', 'day', '2014-10-05T17:00:00.000Z'],
    ['20141006064530.5Z', 'second', '2014-10-06T06:45:30.500Z'],
    [' 20141006064530 ', 'second', '2014-10-06T04:45:30.000Z'],
  ])('reads %s to the %s', (text, precision, expected) => {
    const time = readMessageTime(text, 'Europe/Berlin');
    expect(time).toMatchObject({ precision });
    expect(iso(text)).toBe(expected);
  });

  it('takes the first of an hour that comes twice, and refuses one that is left out', () => {
    expect(iso('20241027023000')).toBe('2024-10-27T00:30:00.000Z');
    expect(iso('20240331023000')).toBe('is an hour that is left out in Europe/Berlin');
    expect(iso('20240331023000+0100')).toBe('2024-03-31T01:30:00.000Z');
    expect(iso('202403310230', 'America/St_Johns')).toBe('2024-03-31T05:00:00.000Z');
  });

  it.each(['201', '2014100', '20141306', '20140230', '2014100625', '20141006066030', '2014-10-06'])(
    'refuses %s',
    (text) => expect(readMessageTime(text, 'UTC')).toHaveProperty('fault'),
  );

  it.each(['20141006064500+1900', '20141006064500+0760', '00000101', 'yesterday', ''])(
    'refuses %s as well',
    (text) => expect(readMessageTime(text, 'UTC')).toHaveProperty('fault'),
  );

  it('knows what says that there is none', () => {
    expect(['', '""', '0', '00000000000000'].every(isNoTime)).toBe(true);
    expect(isNoTime('20141006')).toBe(false);
  });

  it('reads back whatever instant is written', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        fc.integer({ min: -840, max: 840 }),
        (at, zone, offset) => {
          const local = new Date(at.getTime() + offset * 60_000).toISOString();
          const sign = offset < 0 ? '-' : '+';
          const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
          const written = local.replace(/[-:TZ]/g, '');
          const zoned = `${written}${sign}${two(Math.abs(offset) / 60)}${two(Math.abs(offset) % 60)}`;
          expect(iso(zoned, zone)).toBe(at.toISOString());
        },
      ),
    );
  });
});
