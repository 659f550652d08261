import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldStates, stretchesWithin, type Downtime } from './fold-states';
import { DEFAULT_MEANINGS, DEFAULT_STATE_TABLE, StateTable } from './state-table';
import type { StateChange } from './stated';

const MINUTE = 60_000;

/** "0 OP, 30 ES jam, 45 hold MA, 60 clear": minute, code and perhaps a reason. */
function changes(text: string): StateChange[] {
  return text === ''
    ? []
    : text.split(', ').map((part) => {
        const [minute, ...words] = part.split(' ');
        const held = words[0] === 'hold';
        const clears = words[0] === 'clear';
        const [code, ...reason] = held ? words.slice(1) : words;
        return {
          at: Number(minute) * MINUTE,
          code: clears ? null : (code ?? null),
          held,
          clears,
          reason: reason.length > 0 ? reason.join(' ') : null,
        };
      });
}

type Planned = [from: number, to: number];

/** What 0 to 100 minutes was, as "0–30 up OP, 30–100 unplanned ES". */
function told(text: string, planned: Planned[] = [], table: StateTable = DEFAULT_STATE_TABLE) {
  const downtimes: Downtime[] = planned.map(([from, to]) => ({
    from: from * MINUTE,
    to: to * MINUTE,
    reason: 'service',
  }));
  const history = foldStates(changes(text), downtimes, table, 100 * MINUTE);
  return {
    stretches: stretchesWithin(history, 0, 100 * MINUTE)
      .map(
        ({ from, to, kind, code, limited }) =>
          `${from / MINUTE}–${to / MINUTE} ${kind}${limited ? ' limited' : ''}${code ? ` ${code}` : ''}`,
      )
      .join(', '),
    stops: history.stops
      .map(({ from, to }) => `${from / MINUTE}–${to === null ? '' : to / MINUTE}`)
      .join(', '),
    history,
  };
}

describe('a state', () => {
  it.each([
    ['OP', 'up'],
    ['LT', 'up limited'],
    ['ID', 'idle'],
    ['RS', 'idle'],
    ['ES', 'unplanned'],
    ['FL', 'unplanned'],
    ['UNK', 'unknown'],
    ['XX', 'unknown'],
    ['toString', 'unknown'],
    ['CL', 'idle'],
    ['PU', 'planned'],
    ['IN', 'planned'],
    ['CO', 'planned'],
    ['SD', 'planned'],
    ['DI', 'planned'],
    ['MA', 'planned'],
  ])('%s is %s', (code, kind) => {
    expect(told(`-5 ${code}`).stretches).toBe(`0–100 ${kind} ${code.toUpperCase()}`);
  });

  it.each(['PU', 'IN', 'CO', 'CL', 'SD', 'DI', 'MA'])('%s goes on with an open stop', (code) => {
    expect(told(`0 ES, 10 ${code}, 20 OP, 30 ${code}`)).toMatchObject({
      stretches: `0–10 unplanned ES, 10–20 unplanned ${code}, 20–30 up OP, 30–100 ${code === 'CL' ? 'idle' : 'planned'} ${code}`,
      stops: '0–20',
    });
  });

  it.each(['PA', 'PD', 'SS', 'TS'])('%s is up for ten minutes, and longer a stop', (code) => {
    expect(told(`0 OP, 50 ${code}, 60 OP`)).toMatchObject({
      stretches: `0–50 up OP, 50–60 up ${code}, 60–100 up OP`,
      stops: '',
    });
    expect(told(`0 OP, 50 ${code}, 60.001 OP`)).toMatchObject({
      stretches: `0–50 up OP, 50–60.001 unplanned ${code}, 60.001–100 up OP`,
      stops: '50–60.001',
    });
  });

  it.each(['op', ' OP ', 'Op'])('is known by %j too', (code) => {
    const [change] = changes('0 OP');
    if (!change) throw new Error('no change');
    const history = foldStates([{ ...change, code }], [], DEFAULT_STATE_TABLE, MINUTE);
    expect(history.stretches.at(-1)).toMatchObject({ kind: 'up', code: 'OP' });
  });
});

describe('the fold of a history', () => {
  it.each<[string, string, string, string, Planned[]?]>([
    ['nothing was ever said', '', '0–100 unknown', ''],
    ['before the first statement', '40 OP', '0–40 unknown, 40–100 up OP', ''],
    ['the state before the window', '-900 ES', '0–100 unplanned ES', '-900–'],
    ['what is said again', '0 OP, 10 OP, 20 OP', '0–100 up OP', ''],
    ['no change', '0 OP, 10 ..., 20 ES, 30 ...', '0–20 up OP, 20–100 unplanned ES', '20–'],
    ['a first statement without content', '10 ..., 20 OP', '0–20 unknown, 20–100 up OP', ''],
    [
      'pauses one after the other are one',
      '0 OP, 10 PA, 14 PD, 18 SS, 24 OP',
      '0–10 up OP, 10–14 unplanned PA, 14–18 unplanned PD, 18–24 unplanned SS, 24–100 up OP',
      '10–24',
    ],
    [
      'pauses apart are two',
      '0 PD, 8 OP, 9 PD, 17 OP',
      '0–8 up PD, 8–9 up OP, 9–17 up PD, 17–100 up OP',
      '',
    ],
    ['a pause that goes on for ten minutes', '0 OP, 90 PD', '0–90 up OP, 90–100 up PD', ''],
    ['a pause that goes on longer', '0 OP, 89 PD', '0–89 up OP, 89–100 unplanned PD', '89–'],
    [
      'a long pause is a stop to go on with',
      '0 OP, 10 PD, 30 IN, 40 ID',
      '0–10 up OP, 10–30 unplanned PD, 30–40 unplanned IN, 40–100 idle ID',
      '10–40',
    ],
    [
      'up with a limit does not end a stop',
      '0 ES, 20 LT, 40 IN, 50 OP',
      '0–20 unplanned ES, 20–40 up limited LT, 40–50 unplanned IN, 50–100 up OP',
      '0–50',
    ],
    [
      'silence does not end a stop, nor begins another',
      '0 ES, 20 UNK, 40 ES, 50 RS',
      '0–20 unplanned ES, 20–40 unknown UNK, 40–50 unplanned ES, 50–100 idle RS',
      '0–50',
    ],
    [
      'two stops',
      '0 ES, 10 OP, 20 FL, 30 OP',
      '0–10 unplanned ES, 10–20 up OP, 20–30 unplanned FL, 30–100 up OP',
      '0–10, 20–30',
    ],
    [
      'a state of no length still opens a stop to go on with',
      '0 OP, 10 ES, 10 IN, 20 OP',
      '0–10 up OP, 10–20 unplanned IN, 20–100 up OP',
      '10–20',
    ],
    [
      'a person’s state holds over what the device says',
      '0 OP, 10 hold MA, 20 ES, 30 OP, 40 clear',
      '0–10 up OP, 10–40 planned MA, 40–100 up OP',
      '',
    ],
    [
      'what the device said meanwhile counts when it is cleared',
      '0 OP, 10 hold OP, 20 ES, 40 clear, 50 OP',
      '0–40 up OP, 40–50 unplanned ES, 50–100 up OP',
      '40–50',
    ],
    [
      'a hold over nothing, cleared',
      '10 hold OP, 40 clear',
      '0–10 unknown, 10–40 up OP, 40–100 unknown',
      '',
    ],
    ['a clearing without a hold', '0 OP, 40 clear', '0–100 up OP', ''],
    [
      'a planned downtime covers what was stated',
      '0 OP, 20 ES, 30 OP',
      '0–10 up OP, 10–60 planned, 60–100 up OP',
      '',
      [[10, 60]],
    ],
    ['and what is unknown', '', '0–10 unknown, 10–60 planned, 60–100 unknown', '', [[10, 60]]],
    [
      'a stop that began before it',
      '0 OP, 10 ES, 70 OP',
      '0–10 up OP, 10–20 unplanned ES, 20–60 planned, 60–70 unplanned ES, 70–100 up OP',
      '10–70',
      [[20, 60]],
    ],
    [
      'one that outlasts it begins with its end',
      '0 OP, 30 ES, 50 IN, 70 OP',
      '0–20 up OP, 20–60 planned, 60–70 unplanned IN, 70–100 up OP',
      '60–70',
      [[20, 60]],
    ],
    [
      'downtimes that overlap are not counted twice',
      '0 OP',
      '0–10 up OP, 10–50 planned, 50–100 up OP',
      '',
      [
        [10, 40],
        [30, 50],
        [35, 38],
      ],
    ],
    ['a downtime that is still ahead', '0 OP', '0–90 up OP, 90–100 planned', '', [[90, 200]]],
    ['statements of the future', '0 OP, 120 ES', '0–100 up OP', ''],
  ])('%s', (_what, text, stretches, stops, planned = []) => {
    expect(told(text, planned)).toMatchObject({ stretches, stops });
  });

  it('keeps the last reason that was given for a state', () => {
    const { history } = told('0 OP, 10 ES, 20 ES needle bent, 30 ES, 40 PU, 50 OP');
    expect(history.stops).toEqual([
      { from: 10 * MINUTE, to: 50 * MINUTE, code: 'ES', reason: 'needle bent' },
    ]);
    expect(history.stretches[2]).toMatchObject({ code: 'ES', reason: 'needle bent' });
  });

  it('takes the lab’s own table and minutes', () => {
    const table = StateTable.parse({
      meanings: { ...DEFAULT_MEANINGS, LT: 'unplanned', WASH: 'idle', ES: 'planned' },
      transientMinutes: 30,
    });
    expect(told('0 LT, 10 wash, 20 PD, 50 ES, 60 PU', [], table)).toMatchObject({
      stretches:
        '0–10 unplanned LT, 10–20 idle WASH, 20–50 up PD, 50–60 planned ES, 60–100 planned PU',
      stops: '0–10',
    });
  });
});

const code = fc.constantFrom(...Object.keys(DEFAULT_MEANINGS), 'XX');
const someChanges = fc
  .array(
    fc.record({
      at: fc.integer({ min: -5_000, max: 12_000 }),
      code,
      what: fc.constantFrom('says', 'says', 'says', 'says', 'holds', 'clears'),
    }),
    { maxLength: 30 },
  )
  .map((rows) =>
    rows
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, code, what }): StateChange => ({
        at: at * 1_000,
        code: what === 'clears' ? null : code,
        held: what === 'holds',
        clears: what === 'clears',
        reason: null,
      })),
  );
const someDowntimes = fc
  .array(fc.tuple(fc.integer({ min: -5_000, max: 12_000 }), fc.integer({ min: 1, max: 4_000 })), {
    maxLength: 4,
  })
  .map((all) =>
    all.map(([from, length]) => ({ from: from * 1_000, to: (from + length) * 1_000, reason: 'r' })),
  );
const FROM = 0;
const TO = 10_000_000;

describe('any history', () => {
  const fold = (said: StateChange[], planned: Downtime[], asOf = TO) =>
    foldStates(said, planned, DEFAULT_STATE_TABLE, asOf);

  it('tiles its window without gap or overlap, in stretches that differ from their neighbours', () => {
    fc.assert(
      fc.property(someChanges, someDowntimes, (said, planned) => {
        const stretches = stretchesWithin(fold(said, planned), FROM, TO);
        expect(stretches[0]?.from).toBe(FROM);
        expect(stretches.at(-1)?.to).toBe(TO);
        for (const [index, stretch] of stretches.entries()) {
          expect(stretch.from).toBeLessThan(stretch.to);
          const before = stretches[index - 1];
          if (!before) continue;
          expect(before.to).toBe(stretch.from);
          expect({ ...before, from: 0, to: 0 }).not.toEqual({ ...stretch, from: 0, to: 0 });
        }
      }),
    );
  });

  it('has all unplanned time in its stops, and none of a stop after its end', () => {
    fc.assert(
      fc.property(someChanges, someDowntimes, (said, planned) => {
        const { stretches, stops } = fold(said, planned);
        for (const { kind, from, to } of stretches) {
          if (kind !== 'unplanned') continue;
          const ofStops = stops.filter(
            (stop) => stop.from <= from && (stop.to === null || to <= stop.to),
          );
          expect(ofStops).toHaveLength(1);
        }
        for (const [index, stop] of stops.entries()) {
          const next = stops[index + 1];
          if (next) expect(stop.to ?? Infinity).toBeLessThanOrEqual(next.from);
        }
      }),
    );
  });

  it('is in planned downtime what the downtime says, and outside of it does not depend on it', () => {
    fc.assert(
      fc.property(
        someChanges,
        someDowntimes,
        fc.integer({ min: FROM, max: TO - 1 }),
        (said, planned, at) => {
          const at_ = (downtimes: Downtime[]) => {
            const found = fold(said, downtimes).stretches.find(
              (one) => one.from <= at && at < one.to,
            );
            return found && { kind: found.kind, code: found.code };
          };
          const covered = planned.some(({ from, to }) => from <= at && at < to);
          expect(at_(planned)).toEqual(covered ? { kind: 'planned', code: null } : at_([]));
        },
      ),
    );
  });

  it('was the same when less of the future was known, but for a pause that was going on', () => {
    const settled = DEFAULT_STATE_TABLE.transientMinutes * MINUTE + 1;
    fc.assert(
      fc.property(
        someChanges,
        someDowntimes,
        fc.integer({ min: 1, max: TO }),
        (said, planned, to) => {
          const early = fold(said, planned, Math.min(TO, to + settled));
          expect(stretchesWithin(early, FROM, to)).toEqual(
            stretchesWithin(fold(said, planned), FROM, to),
          );
        },
      ),
    );
  });
});
