import { describe, expect, it } from 'vitest';
import { headline } from './headline';
import { howBad, lineText } from './how-bad';
import { makeNotice } from './make-notice';
import { noticeLinks } from './notice-links';
import type { NoticeLine } from './notice';
import { plainText } from './plain-text';
import { windowText } from './window-text';

const AT = new Date('2026-03-02T12:00:00Z');
const minutes = (from: number) => new Date(AT.getTime() + from * 60_000);

const line = (alertId: string, given: Partial<NoticeLine> = {}): NoticeLine => ({
  alertId,
  status: 'firing',
  subject: { kind: 'test', id: alertId },
  labels: {},
  summary: alertId,
  value: null,
  threshold: null,
  unit: null,
  dueAt: null,
  priority: null,
  startedAt: AT,
  resolvedAt: null,
  ...given,
});

const decided = (alerts: NoticeLine[], windowMinutes: number | null = null) =>
  makeNotice({
    notificationId: 'n1',
    lab: { name: 'Main', slug: 'main', timeZone: 'Europe/Berlin' },
    rule: { id: 'r1', name: 'Late', kind: 'sla_breach' },
    severity: 'warning',
    reason: 'first',
    at: AT,
    group: {},
    alerts,
    windowMinutes,
    waiting: [],
  });

describe('a notice', () => {
  it('has what stands before what is over, and the longest overdue first', () => {
    const notice = decided([
      line('over', { status: 'resolved', dueAt: minutes(-999) }),
      line('soon', { dueAt: minutes(5) }),
      line('late', { dueAt: minutes(-5) }),
      line('later', { dueAt: minutes(-50), status: 'acknowledged' }),
    ]);
    expect(notice.lines.map(({ alertId }) => alertId)).toEqual(['later', 'late', 'soon', 'over']);
    expect(notice.counts).toEqual({ firing: 2, acknowledged: 1, resolved: 1 });
  });

  it('has the highest rate first, and the lowest throughput', () => {
    const rates = [
      line('a', { value: 3, unit: 'percent' }),
      line('b', { value: 30, unit: 'percent' }),
    ];
    expect(decided(rates).lines.map(({ alertId }) => alertId)).toEqual(['b', 'a']);
    const speeds = [
      line('a', { value: 9, unit: 'per_hour' }),
      line('b', { value: 2, unit: 'per_hour' }),
    ];
    expect(decided(speeds).lines.map(({ alertId }) => alertId)).toEqual(['b', 'a']);
    expect(decided([line('none'), line('some', { value: 0 })]).lines[0]?.alertId).toBe('some');
  });

  it('counts assays of what stands, of all alerts and not of those it keeps', () => {
    const many = Array.from({ length: 80 }, (_, at) => line(`k${at}`, { labels: { assay: 'K' } }));
    const notice = decided([
      ...many,
      line('c', { labels: { assay: 'CBC' } }),
      line('d', { labels: { assay: 'CBC' } }),
      line('e', { labels: { assay: 'GLU' }, status: 'resolved' }),
    ]);
    expect(notice.assays).toEqual([
      { assay: 'K', alerts: 80 },
      { assay: 'CBC', alerts: 2 },
    ]);
    expect([notice.lines.length, notice.counts.firing]).toEqual([50, 82]);
  });

  it('speaks of the time since its first alert, or of what a rate was taken over', () => {
    const alerts = [line('a', { startedAt: minutes(-7) }), line('b', { startedAt: minutes(-90) })];
    expect(decided(alerts).window).toEqual({ from: minutes(-90), to: AT });
    expect(decided(alerts, 60).window).toEqual({ from: minutes(-60), to: AT });
    expect(decided([]).window).toBeNull();
    expect(windowText({ from: minutes(-90), to: AT }, 'Europe/Berlin')).toBe(
      '2 Mar 11:30 – 13:00 (Europe/Berlin)',
    );
    expect(windowText({ from: minutes(-1440), to: AT }, 'UTC')).toBe(
      '1 Mar 12:00 – 2 Mar 12:00 (UTC)',
    );
  });

  it('says in one line what is the matter, and what is over', () => {
    expect(headline(decided([line('a')]))).toBe('1 test is past due');
    expect(headline(decided([line('a'), line('b', { status: 'acknowledged' })]))).toBe(
      '2 tests are past due',
    );
    expect(headline(decided([line('a', { status: 'resolved' })]))).toBe(
      '1 late test is no longer open',
    );
    expect(headline({ rule: null, counts: { firing: 0, acknowledged: 0, resolved: 0 } })).toContain(
      'test',
    );
  });

  it('leads to its alert, or to those it told of; acknowledging only while something fires', () => {
    const app = 'https://bench.example.org';
    expect(noticeLinks(decided([line('a')]), app)).toEqual({
      view: `${app}/main/alerts/a`,
      acknowledge: `${app}/main/alerts/a/acknowledge`,
    });
    expect(noticeLinks(decided([line('a'), line('b')]), app)).toEqual({
      view: `${app}/main/alerts?notification=n1`,
      acknowledge: `${app}/main/alerts/acknowledge?notification=n1`,
    });
    expect(noticeLinks(decided([line('a', { status: 'resolved' })]), app).acknowledge).toBeNull();
    expect(
      noticeLinks(decided([line('a', { status: 'acknowledged' })]), app).acknowledge,
    ).toBeNull();
  });
});

describe('how bad it is', () => {
  it('is what is over or left of the time, or the figure with its limit', () => {
    const figure = { unit: null, value: null, threshold: null, dueAt: null };
    const said = (given: Partial<Parameters<typeof howBad>[0]>) =>
      howBad({ ...figure, ...given }, AT);
    expect(said({ dueAt: minutes(-35) })).toBe('35 min over');
    expect(said({ dueAt: minutes(12) })).toBe('12 min left');
    expect(said({ unit: 'minutes', value: 125 })).toBe('2 h 05 min');
    expect(said({ unit: 'percent', value: 12.44, threshold: 10 })).toBe('12.4 % (limit 10 %)');
    expect(said({ unit: 'percent', value: 5.25, threshold: null })).toBe('5.3 %');
    expect(said({ unit: 'per_hour', value: 3, threshold: 12 })).toBe('3/h (limit 12/h)');
    expect(said({ unit: 'count', value: 14_000 })).toBe('14,000');
    expect(said({})).toBeNull();
  });

  it('is told without a number where its words may name one', () => {
    const shown = {
      ...line('a', { dueAt: minutes(-35), priority: 'STAT' as const }),
      labels: { assay: 'CBC', device: 'M1' },
      specimen: null,
    };
    expect(lineText({ ...shown, summary: null }, AT)).toBe('STAT · 35 min over · CBC · M1');
    const ended = { ...shown, status: 'resolved' as const, resolvedAt: minutes(-40) };
    expect(lineText({ ...ended, summary: null }, AT)).toBe('STAT · 5 min left · CBC · M1');
    expect(lineText({ ...shown, summary: 'S-1 CBC is late' }, AT)).toBe('STAT · S-1 CBC is late');
  });
});

describe('text of a line', () => {
  it('is cut between characters as people see them', () => {
    expect(plainText('👩🏽‍🔬👩🏽‍🔬👩🏽‍🔬', 16)).toBe('👩🏽‍🔬👩🏽‍🔬…');
    expect(plainText('abcdef', 6)).toBe('abcdef');
    expect(plainText('abcdefg', 6)).toBe('abcde…');
  });

  it('has no breaks, unseen marks or halves, and is never empty', () => {
    expect(plainText(' a\r\n\u2028b\u0000\u202Ec\uFEFF ', 80)).toBe('a b c');
    expect(plainText('\uD800x', 80)).toBe('\uFFFDx');
    expect(plainText('\u200B \n', 80)).toBe('—');
  });
});
