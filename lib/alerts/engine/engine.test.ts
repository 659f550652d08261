import { describe, expect, it } from 'vitest';
import type { RuleTerms } from './engine-state';
import { Bench, deviceDown, finding, ruleTerms, START } from './testing-engine';

const late = (...names: string[]) => names.map((name) => finding(name));
/** Ticks of 30 seconds in an hour. */
const HOUR = 120;

describe('first', () => {
  it('is told once the group has waited, and not again', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    expect(bench.told(0)).toEqual([]);
    expect(bench.told(29)).toEqual([]);
    expect(bench.told(1)).toEqual(['teams first 1/0']);
    expect(bench.toldIn(20)).toEqual([]);
  });

  it('is told at once where the group does not wait', () => {
    const bench = new Bench(ruleTerms('late', { groupWaitSeconds: 0 }));
    expect(bench.found('late', ...late('S-1')).told(0)).toEqual(['teams first 1/0']);
  });

  it('goes to every channel of the rule, and to nobody where there is none', () => {
    const rules = [
      ruleTerms('a', { channelIds: ['teams', 'hook'] }),
      ruleTerms('b', { channelIds: [] }),
    ];
    const bench = new Bench(...rules).found('a', ...late('S-1')).found('b', ...late('S-1'));
    expect(bench.toldIn(2)).toEqual(['teams first 1/0', 'hook first 1/0']);
    expect(bench.alerts).toHaveLength(2);
  });

  it('waits until the condition has held for as long as the rule says, by the data', () => {
    const bench = new Bench(ruleTerms('late', { forSeconds: 600, groupWaitSeconds: 0 }));
    bench.found('late', ...late('S-1'));
    expect(bench.told(570)).toEqual([]);
    expect(bench.statusOf('S-1')).toBe('pending');
    expect(bench.told(30)).toEqual(['teams first 1/0']);
    expect(bench.statusOf('S-1')).toBe('firing');
  });

  it('is not told of what ended while it was pending', () => {
    const bench = new Bench(ruleTerms('late', { forSeconds: 600, groupWaitSeconds: 0 }));
    bench.found('late', ...late('S-1')).after(300);
    const { changes } = bench.found('late').after(30);
    expect(changes).toEqual([{ alertId: 'alert-1', kind: 'resolved', text: 'gone' }]);
    expect(bench.toldIn(HOUR)).toEqual([]);
  });
});

describe('repeat', () => {
  it('comes once an interval while it lasts', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    const told = bench.toldIn(1 + 3 * HOUR);
    expect(told).toEqual(['teams first 1/0', 'teams repeat 1/0', 'teams repeat 1/0']);
  });

  it('is ended by an acknowledgement, and another specimen is told all the same', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    bench.toldIn(3);
    bench.acknowledge('S-1');
    expect(bench.toldIn(3 * HOUR)).toEqual([]);
    bench.found('late', ...late('S-1', 'S-2'));
    expect(bench.toldIn(2)).toEqual(['teams changed 2/0']);
  });

  it('goes on for a critical result although it was acknowledged; handled ends the repeat', () => {
    const rule = ruleTerms('critical', { kind: 'critical_unhandled', severity: 'critical' });
    const bench = new Bench(rule).found('critical', ...late('S-1'));
    bench.toldIn(3);
    bench.acknowledge('S-1');
    expect(bench.toldIn(2 * HOUR)).toEqual(['teams repeat 1/0', 'teams repeat 1/0']);
    bench.found('critical');
    expect(bench.toldIn(3 * HOUR)).toEqual(['teams resolved 0/1']);
  });

  it('never comes for what was acknowledged before anybody was told', () => {
    const bench = new Bench(ruleTerms('late', { groupWaitSeconds: 120 }));
    bench.found('late', ...late('S-1')).after(0);
    bench.acknowledge('S-1');
    expect(bench.toldIn(3 * HOUR)).toEqual([]);
  });
});

describe('grouped', () => {
  it('puts many specimens on one card', () => {
    const many = Array.from({ length: 200 }, (_, n) => finding(`S-${n}`));
    const bench = new Bench(ruleTerms('late')).found('late', ...many);
    expect(bench.toldIn(10)).toEqual(['teams first 200/0']);
  });

  it('parts cards by the labels of the rule', () => {
    const at = (name: string, device: string) => finding(name, { labels: { device } });
    const bench = new Bench(ruleTerms('late', { groupBy: ['device'] }));
    bench.found('late', at('S-1', 'Centrifuge'), at('S-2', 'Analyser'), at('S-3', 'Analyser'));
    expect(bench.toldIn(5)).toEqual(['teams first 1/0', 'teams first 2/0']);
  });

  it('tells what came later after the interval, on one card', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    expect(bench.toldIn(2)).toEqual(['teams first 1/0']);
    expect(bench.found('late', ...late('S-1', 'S-2')).toldIn(4)).toEqual([]);
    expect(bench.found('late', ...late('S-1', 'S-2', 'S-3')).toldIn(5)).toEqual([]);
    expect(bench.told(30)).toEqual(['teams changed 3/0']);
  });

  it('tells of a specimen once when a label of it changes, and with it its card', () => {
    const at = (device: string) => finding('S-1', { labels: { device } });
    const bench = new Bench(ruleTerms('late', { groupBy: ['device'] })).found('late', at('A'));
    expect(bench.toldIn(2)).toEqual(['teams first 1/0']);
    expect(bench.found('late', at('B')).toldIn(HOUR - 1)).toEqual([]);
    expect(bench.told(30)).toEqual(['teams repeat 1/0']);
  });
});

describe('resolved', () => {
  it('within group wait sends nothing', () => {
    const bench = new Bench(ruleTerms('late', { groupWaitSeconds: 60 }));
    bench.found('late', ...late('S-1')).after(0);
    expect(bench.found('late').toldIn(HOUR)).toEqual([]);
    expect(bench.memories).toEqual([]);
  });

  it('is told once all that was told is over, and nothing after it', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1', 'S-2'));
    bench.toldIn(2);
    expect(bench.found('late', ...late('S-2')).toldIn(20)).toEqual([]);
    expect(bench.found('late').told(30)).toEqual(['teams resolved 0/2']);
    expect(bench.toldIn(3 * HOUR)).toEqual([]);
    expect(bench.memories).toEqual([]);
  });

  it('is not told where the rule does not want it', () => {
    const bench = new Bench(ruleTerms('late', { sendResolved: false }));
    bench.found('late', ...late('S-1')).toldIn(2);
    expect(bench.found('late').toldIn(HOUR)).toEqual([]);
    expect(bench.memories).toEqual([]);
  });

  it('then found again is a new alert, told first', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    bench.toldIn(2);
    expect(bench.found('late').toldIn(15)).toEqual(['teams resolved 0/1']);
    expect(bench.found('late', ...late('S-1')).toldIn(5)).toEqual(['teams first 1/0']);
  });
});

describe('a finding that flaps', () => {
  it('is told once while nobody was told that it went', () => {
    const bench = new Bench(ruleTerms('late'));
    const told = Array.from({ length: HOUR }, (_, n) =>
      bench.found('late', ...(n % 2 === 0 ? late('S-1') : [])).told(30),
    ).flat();
    // Present at every other evaluation, it never outlasts the group's wait …
    expect(told).toEqual([]);
    bench.found('late', ...late('S-1'));
    expect(bench.toldIn(2)).toEqual(['teams first 1/0']);
    const later = Array.from({ length: 8 }, (_, n) =>
      bench.found('late', ...(n % 2 === 0 ? [] : late('S-1'))).told(30),
    ).flat();
    // … and once told, coming and going within the interval says nothing new.
    expect(later).toEqual([]);
    expect(bench.toldIn(20)).toEqual([]);
  });

  it('after somebody acknowledged it is told anew, once', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    bench.toldIn(2);
    bench.acknowledge('S-1');
    bench.found('late').after(30);
    bench.found('late', ...late('S-1'));
    expect(bench.toldIn(10)).toEqual(['teams changed 1/1']);
    expect(bench.statusOf('S-1')).toBe('firing');
    bench.found('late').after(30);
    expect(bench.found('late', ...late('S-1')).toldIn(20)).toEqual([]);
  });
});

describe('inhibited', () => {
  const rules = () => [
    ruleTerms('device', { kind: 'device', severity: 'critical', groupWaitSeconds: 0 }),
    ruleTerms('late', { groupWaitSeconds: 0 }),
  ];
  const stuck = (name: string) => finding(name, { deviceId: 'A-1' });

  it('a breach at a device that is down is not told, and still counted', () => {
    const bench = new Bench(...rules());
    bench.found('device', deviceDown('A-1')).found('late', stuck('S-1'), stuck('S-2'));
    expect(bench.told(0)).toEqual(['teams first 1/0']);
    const [device] = bench.alerts;
    expect(bench.alerts.map(({ inhibitedById }) => inhibitedById)).toEqual([
      null,
      device?.id,
      device?.id,
    ]);
    expect(bench.alerts.map(({ status }) => status)).toEqual(['firing', 'firing', 'firing']);
  });

  it('the card of the device repeats while they stand, although it was acknowledged', () => {
    const bench = new Bench(...rules());
    bench.found('device', deviceDown('A-1')).found('late', stuck('S-1')).toldIn(2);
    bench.acknowledge('A-1');
    expect(bench.toldIn(2 * HOUR)).toEqual(['teams repeat 1/0', 'teams repeat 1/0']);
    bench.found('late');
    expect(bench.toldIn(2 * HOUR)).toEqual([]);
  });

  it('the card of the device does not repeat for what is silenced', () => {
    const bench = new Bench(...rules());
    bench.found('device', deviceDown('A-1')).found('late', stuck('S-1')).toldIn(2);
    bench.acknowledge('A-1');
    bench.silences = [
      {
        matchers: [{ label: 'specimen', value: 'S-1' }],
        startsAt: START,
        endsAt: new Date(START.getTime() + 90 * 60_000),
        endedAt: null,
      },
    ];
    expect(bench.toldIn(HOUR)).toEqual([]);
    expect(bench.toldIn(HOUR)).toEqual(['teams repeat 1/0']);
  });

  it('what still stands when the device is back is told', () => {
    const bench = new Bench(...rules());
    bench.found('device', deviceDown('A-1')).found('late', stuck('S-1')).toldIn(12);
    const step = bench.found('device').after(30);
    expect(step.changes).toContainEqual({ alertId: 'alert-2', kind: 'uninhibited', text: null });
    expect(step.decisions.map(({ ruleId, reason }) => `${ruleId} ${reason}`)).toEqual([
      'device resolved',
      'late first',
    ]);
  });

  it('a breach elsewhere, a worse one, and one of a device nobody is told of, is told', () => {
    const [device, breach] = rules();
    if (!device || !breach) throw new Error('two rules');
    const elsewhere = new Bench(device, breach).found('device', deviceDown('A-1'));
    expect(elsewhere.found('late', finding('S-1', { deviceId: 'A-2' })).told(0)).toHaveLength(2);

    const worse = new Bench(
      { ...device, severity: 'warning' },
      { ...breach, severity: 'critical' },
    );
    worse.found('device', deviceDown('A-1')).found('late', stuck('S-1'));
    expect(worse.told(0)).toHaveLength(2);

    const untold = new Bench({ ...device, channelIds: [] }, breach);
    untold.found('device', deviceDown('A-1')).found('late', stuck('S-1'));
    expect(untold.told(0)).toEqual(['teams first 1/0']);
  });
});

describe('inhibited out of channel hours', () => {
  const day = (severity: 'warning' | 'critical') => [
    ruleTerms('device', { kind: 'device', severity, groupWaitSeconds: 0, channelIds: ['day'] }),
    ruleTerms('late', { groupWaitSeconds: 0, channelIds: ['night'] }),
  ];
  const stuck = finding('S-1', { deviceId: 'A-1' });

  it('a breach is told where the card of its device has to wait, until that is told', () => {
    const bench = new Bench(...day('warning'));
    bench.closed.add('day');
    bench.found('device', deviceDown('A-1')).found('late', stuck);
    expect(bench.toldIn(10)).toEqual(['night first 1/0']);
    bench.closed.clear();
    expect(bench.toldIn(3 * HOUR)).toEqual(['day first 1/0', 'day repeat 1/0', 'day repeat 1/0']);
  });

  it('a critical card of its device does not wait, and absorbs it', () => {
    const bench = new Bench(...day('critical'));
    bench.closed.add('day');
    bench.found('device', deviceDown('A-1')).found('late', stuck);
    expect(bench.toldIn(10)).toEqual(['day first 1/0']);
  });
});

describe('silenced', () => {
  const silence = (value: string, minutes: number) => ({
    matchers: [{ label: 'specimen' as const, value }],
    startsAt: START,
    endsAt: new Date(START.getTime() + minutes * 60_000),
    endedAt: null,
  });

  it('is not told of until the silence is over, then once', () => {
    const bench = new Bench(ruleTerms('late', { groupWaitSeconds: 0 }));
    bench.silences = [silence('s-1', 60)];
    const { changes, decisions } = bench.found('late', ...late('S-1', 'S-2')).after(0);
    expect(changes.filter(({ kind }) => kind === 'silenced')).toEqual([
      { alertId: 'alert-1', kind: 'silenced', text: 'until 2026-03-02T09:00:00.000Z' },
    ]);
    expect(decisions.map(({ firing }) => firing.map(({ id }) => id))).toEqual([['alert-2']]);
    bench.found('late', ...late('S-1'));
    expect(bench.toldIn(HOUR - 1)).toEqual(['teams resolved 0/1']);
    expect(bench.told(30)).toEqual(['teams first 1/0']);
    expect(bench.toldIn(20)).toEqual([]);
  });

  it('by all that a silence names, whatever it names first, until the last of them is over', () => {
    const bench = new Bench(ruleTerms('late', { groupWaitSeconds: 0 }));
    const device = { label: 'device' as const, value: 'Analyser' };
    bench.silences = [
      { ...silence('s-1', 30), matchers: [device, { label: 'specimen', value: 's-1' }] },
      { ...silence('', 60), matchers: [{ label: 'rule', value: 'late' }, device] },
      { ...silence('', 90), matchers: [device, { label: 'specimen', value: 'S-3' }] },
      { ...silence('', 120), matchers: [] },
    ];
    const at = (name: string, where: string) =>
      finding(name, { labels: { specimen: name, device: where } });
    bench.found('late', at('S-1', 'ANALYSER'), at('S-2', 'Centrifuge'), at('S-3', 'Analyser'));
    expect(bench.told(0)).toEqual(['teams first 1/0']);
    const until = bench.alerts.map(({ silencedUntil }) => silencedUntil?.toISOString() ?? null);
    expect(until).toEqual(['2026-03-02T09:00:00.000Z', null, '2026-03-02T09:30:00.000Z']);
  });

  it('is not compared with each of thousands of silences', () => {
    const bench = new Bench(ruleTerms('late'));
    let read = 0;
    bench.silences = Array.from({ length: 1_000 }, (_, n) => ({
      ...silence('', 60),
      get matchers() {
        read += 1;
        return [{ label: 'specimen' as const, value: `S-${n}` }];
      },
    }));
    bench.found('late', ...Array.from({ length: 1_000 }, (_, n) => finding(`S-${n + 500}`)));
    bench.after(0);
    expect(bench.alerts.filter(({ silencedUntil }) => silencedUntil !== null)).toHaveLength(500);
    expect(read).toBeLessThan(3_000);
  });

  it('a repeat and the end are not told of either', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    bench.toldIn(2);
    bench.silences = [silence('S-1', 600)];
    expect(bench.toldIn(2 * HOUR)).toEqual([]);
    expect(bench.found('late').toldIn(2 * HOUR)).toEqual([]);
    expect(bench.memories).toEqual([]);
  });

  it('a device that is silenced absorbs nothing', () => {
    const bench = new Bench(
      ruleTerms('device', { kind: 'device', severity: 'critical' }),
      ruleTerms('late', { groupWaitSeconds: 0 }),
    );
    bench.silences = [{ ...silence('', 60), matchers: [{ label: 'device', value: 'a-1' }] }];
    bench.found('device', deviceDown('A-1')).found('late', finding('S-1', { deviceId: 'A-1' }));
    expect(bench.told(0)).toEqual(['teams first 1/0']);
  });
});

describe('out of channel hours', () => {
  it('nothing is told; when they open, what still fires is', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1', 'S-2'));
    bench.closed.add('teams');
    expect(bench.toldIn(HOUR)).toEqual([]);
    bench.found('late', ...late('S-2')).after(30);
    bench.closed.clear();
    expect(bench.told(30)).toEqual(['teams first 1/0']);
  });

  it('nothing is told of what ended before they opened', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    bench.closed.add('teams');
    bench.toldIn(10);
    bench.found('late').after(30);
    bench.closed.clear();
    expect(bench.toldIn(HOUR)).toEqual([]);
  });

  it('critical is never held back', () => {
    const bench = new Bench(ruleTerms('late', { severity: 'critical' }));
    bench.closed.add('teams');
    expect(bench.found('late', ...late('S-1')).toldIn(3)).toEqual(['teams first 1/0']);
    expect(bench.toldIn(HOUR)).toEqual(['teams repeat 1/0']);
  });
});

describe('clock jumps', () => {
  it('forward: one repeat, however far', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    bench.toldIn(2);
    expect(bench.told(7 * 86_400)).toEqual(['teams repeat 1/0']);
    expect(bench.toldIn(10)).toEqual([]);
  });

  it('a little backward: nothing is over and nothing is repeated', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    bench.toldIn(2);
    bench.found('late');
    expect(bench.told(-600)).toEqual([]);
    expect(bench.toldIn(15)).toEqual([]);
    expect(bench.statusOf('S-1')).toBe('firing');
    bench.found('late', ...late('S-1'));
    expect(bench.toldIn(20)).toEqual([]);
  });

  it('far backward: what was seen too early is over, and repeats come in time again', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1', 'S-2'));
    bench.toldIn(2);
    bench.found('late', ...late('S-1'));
    expect(bench.told(-86_400)).toEqual([]);
    expect(bench.statusOf('S-2')).toBe('resolved');
    expect(bench.toldIn(HOUR)).toEqual(['teams repeat 1/1']);
  });
});

describe('a group that opened while the clock was ahead', () => {
  it('waits no longer than it would have', () => {
    const bench = new Bench(ruleTerms('late', { groupWaitSeconds: 60 }));
    bench.found('late', ...late('S-1'));
    expect(bench.told(86_400)).toEqual([]);
    expect(bench.told(-86_400)).toEqual([]);
    expect(bench.toldIn(3)).toEqual(['teams first 1/0']);
  });
});

describe('a rule', () => {
  it('changed while it fires tells nothing twice', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1', 'S-2'));
    bench.toldIn(2);
    const changedAt = new Date(bench.now.getTime() + 1000);
    bench.rules = [ruleTerms('late', { changedAt, groupBy: ['specimen'], severity: 'info' })];
    const step = bench.found('late', ...late('S-1')).after(30);
    expect(step.decisions).toEqual([]);
    expect(step.changes).toEqual([{ alertId: 'alert-2', kind: 'resolved', text: 'rule_changed' }]);
    expect(bench.alerts[0]).toMatchObject({ id: 'alert-1', severity: 'info' });
    // What no longer counts as late was not handled: nobody is told that it is over.
    expect(bench.toldIn(HOUR)).toEqual(['teams repeat 1/0']);
  });

  describe('made more severe while it fires', () => {
    const raise = (bench: Bench, given: Partial<RuleTerms> = {}) => {
      const changedAt = new Date(bench.now.getTime() + 1000);
      bench.rules = [ruleTerms('late', { severity: 'critical', changedAt, ...given })];
    };

    it('is told once, at once, and then repeats', () => {
      const bench = new Bench(ruleTerms('late', { severity: 'info' }));
      bench.found('late', ...late('S-1', 'S-2')).toldIn(2);
      raise(bench);
      const { decisions } = bench.after(30);
      expect(decisions).toMatchObject([{ reason: 'changed', fresh: ['alert-1', 'alert-2'] }]);
      expect(bench.toldIn(HOUR - 1)).toEqual([]);
      expect(bench.told(30)).toEqual(['teams repeat 2/0']);
      // Less severe again is no news, and neither is what it was told as before.
      raise(bench, { severity: 'warning' });
      expect(bench.toldIn(10)).toEqual([]);
      raise(bench);
      expect(bench.toldIn(10)).toEqual([]);
    });

    it('is told where its cards are parted anew, too', () => {
      const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1', 'S-2'));
      bench.toldIn(2);
      raise(bench, { groupBy: ['specimen'] });
      expect(bench.told(30)).toEqual(['teams changed 1/0', 'teams changed 1/0']);
      expect(bench.toldIn(20)).toEqual([]);
    });

    it('is told of what nobody acknowledged, and of critical results whoever did', () => {
      const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
      bench.toldIn(2);
      bench.acknowledge('S-1');
      raise(bench);
      expect(bench.toldIn(2 * HOUR)).toEqual([]);
      expect(bench.statusOf('S-1')).toBe('acknowledged');

      const kind = 'critical_unhandled';
      const critical = new Bench(ruleTerms('late', { kind })).found('late', ...late('S-1'));
      critical.toldIn(2);
      critical.acknowledge('S-1');
      raise(critical, { kind });
      expect(critical.toldIn(10)).toEqual(['teams changed 1/0']);
      expect(critical.statusOf('S-1')).toBe('acknowledged');
    });

    it('goes out what channel hours held back, told before or not', () => {
      const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
      bench.toldIn(2);
      bench.closed.add('teams');
      bench.found('late', ...late('S-1', 'S-2'));
      expect(bench.toldIn(20)).toEqual([]);
      raise(bench);
      expect(bench.toldIn(20)).toEqual(['teams changed 2/0']);

      const untold = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
      untold.closed.add('teams');
      expect(untold.toldIn(20)).toEqual([]);
      raise(untold);
      expect(untold.toldIn(20)).toEqual(['teams first 1/0']);
    });

    it('waits for channel hours where it is not critical, and for the end of a silence', () => {
      const bench = new Bench(ruleTerms('late', { severity: 'info' }));
      bench.found('late', ...late('S-1', 'S-2')).toldIn(2);
      bench.closed.add('teams');
      raise(bench, { severity: 'warning' });
      expect(bench.toldIn(20)).toEqual([]);
      bench.silences = [
        {
          matchers: [{ label: 'specimen', value: 'S-2' }],
          startsAt: START,
          endsAt: new Date(bench.now.getTime() + 30 * 60_000),
          endedAt: null,
        },
      ];
      expect(bench.told(30)).toEqual([]);
      bench.closed.clear();
      expect(bench.toldIn(50)).toEqual(['teams changed 1/0']);
      expect(bench.toldIn(50)).toEqual(['teams changed 2/0']);
    });
  });

  it('forgets what a channel was told that it tells no more', () => {
    const bench = new Bench(ruleTerms('late', { channelIds: ['teams', 'hook'] }));
    bench.found('late', ...late('S-1')).toldIn(2);
    bench.rules = [ruleTerms('late', { channelIds: ['hook'] })];
    bench.after(30);
    expect(bench.memories.map(({ channelId }) => channelId)).toEqual(['hook']);
    expect(bench.found('late').toldIn(20)).toEqual(['hook resolved 0/1']);
    // Told again a month later, the channel hears nothing of what was over long before …
    bench.after(30 * 86_400);
    bench.rules = [ruleTerms('late', { channelIds: ['teams', 'hook'] })];
    expect(bench.toldIn(20)).toEqual([]);
    // … and of what stands it hears as of something new.
    bench.found('late', ...late('S-1')).toldIn(2);
    bench.rules = [ruleTerms('late', { channelIds: [] })];
    bench.toldIn(2);
    bench.rules = [ruleTerms('late')];
    expect(bench.toldIn(20)).toEqual(['teams first 1/0']);
  });

  it.each(['rule_off', 'rule_removed'] as const)('%s ends its alerts and tells nothing', (as) => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1'));
    bench.toldIn(2);
    bench.rules = [];
    bench.ended.set('late', as);
    expect(bench.after(30).changes).toEqual([{ alertId: 'alert-1', kind: 'resolved', text: as }]);
    expect(bench.toldIn(2 * HOUR)).toEqual([]);
  });

  it('that fails keeps its alerts as they stood, and stops no other', () => {
    const bench = new Bench(ruleTerms('late'), ruleTerms('other'));
    bench.found('late', ...late('S-1')).toldIn(2);
    bench.failing.add('late');
    bench.found('late').found('other', ...late('S-9'));
    expect(bench.toldIn(3)).toEqual(['teams first 1/0']);
    expect(bench.statusOf('S-1')).toBe('firing');
    bench.failing.clear();
    expect(bench.toldIn(10)).toEqual(['teams resolved 0/1']);
  });
});

describe('a restart', () => {
  it('sends nothing twice: all that is remembered is kept', () => {
    const bench = new Bench(ruleTerms('late')).found('late', ...late('S-1', 'S-2'));
    bench.toldIn(2);
    const again = new Bench(ruleTerms('late')).found('late', ...late('S-1', 'S-2'));
    const { alerts, memories } = structuredClone({
      alerts: bench.alerts,
      memories: bench.memories,
    });
    Object.assign(again, { alerts, memories, now: bench.now, lastAt: bench.lastAt });
    expect(again.told(0)).toEqual([]);
    expect(again.toldIn(20)).toEqual([]);
  });
});
