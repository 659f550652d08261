import { describe, expect, it } from 'vitest';
import { eventsOf, message, readText, readWith } from './testing-read';

const esu = (equ: string, ...more: string[]) => message('ESU^U01', `EQU|${equ}`, ...more);
const AT = new Date('2026-03-04T09:00:00Z');

describe('the state of a device', () => {
  it('is EQU-3, at EQU-2', () => {
    expect(readText(esu('I1^COBAS|20260304100000|OP^^HL70365|L|N')).events).toEqual([
      { kind: 'device.state', code: 'OP', reason: null, at: AT },
    ]);
  });

  it('keeps words as its reason', () => {
    const [state] = eventsOf(
      readText(esu('I1|20260304100000|ES^Emergency stop', 'NTE|1||Cover open~at the rotor')),
      'device.state',
    );
    expect(state?.reason).toBe('Emergency stop, Cover open, at the rotor');
  });

  it.each(['C', 'S', 'W'] as const)('tells of alarm level %s', (level) => {
    const [alarm] = eventsOf(readText(esu(`I1|20260304100000|ES|L|${level}^x`)), 'device.event');
    expect(alarm).toMatchObject({ event: 'alarm', severity: level, specimen: null, at: AT });
    expect(alarm?.text).toMatch(
      /^The device reports a (critical|serious|warning) alarm in state ES\.$/,
    );
  });

  it.each(['N', ''])('tells of no alarm at level “%s”', (level) => {
    expect(eventsOf(readText(esu(`I1||OP||${level}`)), 'device.event')).toEqual([]);
  });

  it('is translated by the table, and of the message’s time without one of its own', () => {
    const read = readText(esu('I1||7'), { deviceStates: { 7: 'MA' } });
    expect(read.events).toEqual([
      { kind: 'device.state', code: 'MA', reason: null, at: new Date('2026-03-04T09:15:30Z') },
    ]);
    expect(
      eventsOf(readWith(esu('I1|||R'), { deviceState: ['EQU-4'] }), 'device.state')[0]?.code,
    ).toBe('R');
  });

  it('must be said', () => {
    expect(() => readText(esu('I1|20260304100000'))).toThrow(/^EQU \(line 2\) says no state/);
    expect(() => readText(message('ESU^U01', 'NTE|1||x'))).toThrow(/has no EQU/);
    expect(() => readText(esu('I1|20260304990000|OP'))).toThrow(/^EQU-2 \(line 2\)/);
  });
});

describe('tubes at a device', () => {
  const ssu = (...segments: string[]) =>
    readText(message('SSU^U03', 'EQU|I1|20260304100000', ...segments));
  const specimen = { number: 'S1', alternatives: [] };

  it.each([
    ['I', 'specimen_seen', null],
    ['L', 'specimen_left', null],
    ['A', 'specimen_archived', null],
    ['M', 'specimen_missing', 'S'],
  ])('keeps %s as %s', (code, event, severity) => {
    expect(ssu(`SAC|||S1|||||${code}^x^HL70370`).events).toMatchObject([
      { kind: 'device.event', event, severity, specimen: 'S1', at: AT },
    ]);
  });

  it('starts on O and fails on X', () => {
    expect(ssu('SAC|||S1|||||O').events).toEqual([
      { kind: 'specimen.started', specimen, assay: null, at: AT },
    ]);
    expect(ssu('SAC|||S1|||||X').events).toEqual([
      {
        kind: 'specimen.failed',
        specimen,
        assay: null,
        errorCode: 'CONTAINER_UNAVAILABLE',
        message: 'The device says that the tube is not available.',
        at: AT,
      },
    ]);
    const named = readText(message('SSU^U03', 'SAC|||S1|||||X'), { failure: 'E7' });
    expect(named.events).toMatchObject([{ errorCode: 'E7' }]);
  });

  it.each(['R', 'P', 'U'])('takes nothing from %s', (code) => {
    expect(ssu(`SAC|||S1|||||${code}`).events).toEqual([]);
  });

  it('takes many, each with its specimen, and controls apart', () => {
    const read = ssu(
      'SAC|||C1|||||O',
      'SPM|1|^S1',
      'SAC|||C2|||||O',
      'SAC|||QC|||||O',
      'SPM|1|QC|||||||||Q',
    );
    expect(read.events.map((event) => ('specimen' in event ? event.specimen : null))).toEqual([
      { number: 'S1', alternatives: ['C1'] },
      { number: 'C2', alternatives: [] },
      'QC',
    ]);
  });

  it('says what it does not know, and refuses what says nothing', () => {
    const read = ssu('SAC|||S1|||||Z');
    expect(read.events).toEqual([]);
    expect(read.remarks).toEqual(['Line 3: the state “Z” of a tube is not in the mapping.']);
    expect(() => ssu('SAC|||S1')).toThrow('Line 3 (SAC) says no state of its tube (SAC-8).');
    expect(() => ssu('SAC||||||||O')).toThrow('Line 3 (SAC) names no specimen.');
    expect(() => ssu()).toThrow(/no SAC segment/);
  });

  it('reads states as the table has them', () => {
    const text = message('SSU^U03', 'SAC|||S1|||||DONE');
    expect(readWith(text, { containerStates: { DONE: 'left' } }).events).toMatchObject([
      { event: 'specimen_left' },
    ]);
  });
});
