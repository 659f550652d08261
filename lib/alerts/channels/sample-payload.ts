import type { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { Priority } from '@/lib/specimens/contract';
import { NewChannel } from './contract';
import { makeNotice } from './make-notice';
import type { Notice, NoticeLine, WaitingTest } from './notice';
import type { Payload } from './payload';
import { renderPayload } from './render-payload';

/** A channel as far as it decides what its cards look like. */
export const SampleChannel = NewChannel.pick({ kind: true, card: true });
export type SampleChannel = z.output<typeof SampleChannel>;

export type Sample = { title: string; payload: Payload };

const MINUTE = 60_000;
/** Made up, as their numbers say; ids that no row has. */
const NOBODY = '00000000-0000-7000-8000-000000000000';

const TESTS = [
  ['SAMPLE-1', 'CBC', 'STAT', 95],
  ['SAMPLE-2', 'GLU', 'ROUTINE', 62],
  ['SAMPLE-3', 'CBC', 'URGENT', 48],
  ['SAMPLE-4', 'TSH', 'ROUTINE', 31],
  ['SAMPLE-5', 'CBC', 'ROUTINE', 22],
  ['SAMPLE-6', 'GLU', 'ROUTINE', 14],
  ['SAMPLE-7', 'K', 'ROUTINE', 6],
] as const satisfies readonly (readonly [string, string, Priority, number])[];

function overdue(at: Date): NoticeLine[] {
  return TESTS.map(([specimen, assay, priority, minutes]) => {
    const dueAt = new Date(at.getTime() - minutes * MINUTE);
    return {
      alertId: NOBODY,
      status: 'firing',
      subject: { kind: 'test', id: NOBODY },
      labels: { specimen, assay, priority, department: 'Chemistry' },
      summary: `${specimen} ${assay} is ${minutes} min over`,
      value: minutes,
      threshold: 0,
      unit: 'minutes',
      dueAt,
      priority,
      startedAt: dueAt,
      resolvedAt: null,
    };
  });
}

function down(at: Date): NoticeLine {
  return {
    alertId: NOBODY,
    status: 'firing',
    subject: { kind: 'device', id: NOBODY },
    labels: { device: 'Sample analyser' },
    summary: 'Sample analyser is down: stopped by itself',
    value: 12,
    threshold: null,
    unit: 'minutes',
    dueAt: null,
    priority: null,
    startedAt: new Date(at.getTime() - 12 * MINUTE),
    resolvedAt: null,
  };
}

function waitingThere(at: Date): WaitingTest[] {
  return TESTS.map(([specimen, assay, priority, minutes]) => ({
    specimen,
    assay,
    priority,
    dueAt: new Date(at.getTime() + minutes * MINUTE),
  }));
}

/**
 * What a channel with these settings would be sent of overdue tests and of a device that is down:
 * made up, by the same code as every card. Nothing is written or sent.
 */
export async function samplePayloads(ctx: Ctx, channel: SampleChannel): Promise<Sample[]> {
  authorize(ctx, 'channels.write');
  const { lab, now: at } = ctx;
  const shared = {
    notificationId: NOBODY,
    lab,
    reason: 'first' as const,
    at,
    windowMinutes: null,
  };
  const notices: [string, Notice][] = [
    [
      'Overdue tests',
      makeNotice({
        ...shared,
        rule: { id: NOBODY, name: 'Overdue tests', kind: 'sla_breach' },
        severity: 'warning',
        group: { department: 'Chemistry' },
        alerts: overdue(at),
        waiting: [],
      }),
    ],
    [
      'A device that is down',
      makeNotice({
        ...shared,
        rule: { id: NOBODY, name: 'Device down or silent', kind: 'device' },
        severity: 'critical',
        group: { device: 'Sample analyser' },
        alerts: [down(at)],
        waiting: [
          {
            deviceId: NOBODY,
            device: 'Sample analyser',
            tests: TESTS.length,
            stat: 1,
            urgent: 1,
            absorbed: 0,
            first: waitingThere(at),
          },
        ],
      }),
    ],
  ];
  return notices.map(([title, notice]) => ({ title, payload: renderPayload(channel, notice) }));
}
