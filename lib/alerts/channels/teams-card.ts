import type { Severity } from '../finding';
import { openUrl, paragraph, run, section } from './card-elements';
import { headline } from './headline';
import { howBad, lineText } from './how-bad';
import type { NoticeReason } from './notice';
import type { JsonObject } from './payload';
import type { ShownNotice } from './shown-notice';
import { windowText } from './window-text';

/** So many devices' waiting tests are told apart. */
const MOST_DEVICES = 5;

const SEVERITY: Record<Severity, { word: string; style: string }> = {
  critical: { word: 'Critical', style: 'attention' },
  warning: { word: 'Warning', style: 'warning' },
  info: { word: 'Information', style: 'accent' },
};

const REASON: Record<NoticeReason, string> = {
  first: 'new',
  changed: 'changed',
  repeat: 'still going on',
  resolved: 'over',
  test: 'test',
};

const count = (value: number) => value.toLocaleString('en-US');
const many = (value: number, one: string, several = `${one}s`) =>
  `${count(value)} ${value === 1 ? one : several}`;

function head(notice: ShownNotice): JsonObject {
  const over = notice.counts.firing + notice.counts.acknowledged === 0 && notice.rule !== null;
  const { word, style } = SEVERITY[notice.severity];
  const said =
    notice.rule === null ? 'Test' : `${over ? 'Resolved' : word} · ${REASON[notice.reason]}`;
  return {
    type: 'Container',
    style: over ? 'good' : notice.rule === null ? 'emphasis' : style,
    bleed: true,
    items: [
      paragraph([run(said, { weight: 'bolder', size: 'small' })], 'none'),
      paragraph([run(headline(notice), { weight: 'bolder', size: 'large' })], 'none'),
      paragraph(
        [run(notice.rule === null ? notice.lab.name : `${notice.rule.name} · ${notice.lab.name}`)],
        'none',
      ),
    ],
  };
}

function countsText({ counts }: ShownNotice): string {
  return [
    counts.firing > 0 ? `${count(counts.firing)} firing` : null,
    counts.acknowledged > 0 ? `${count(counts.acknowledged)} acknowledged` : null,
    counts.resolved > 0 ? `${count(counts.resolved)} resolved` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function worst(notice: ShownNotice): JsonObject[] {
  if (notice.lines.length === 0) return [];
  const lines = notice.lines.map((line) =>
    paragraph([
      run(line.status === 'resolved' ? '✓ ' : '• ', { isSubtle: true }),
      run(lineText(line, notice.at), line.status === 'resolved' ? { isSubtle: true } : {}),
    ]),
  );
  const more =
    notice.more > 0 ? [paragraph([run(`and ${count(notice.more)} more`, { isSubtle: true })])] : [];
  return [section(notice.more > 0 ? 'Worst first' : 'What', [...lines, ...more])];
}

function waits(notice: ShownNotice): JsonObject[] {
  const devices = notice.waiting.slice(0, MOST_DEVICES).map((one) => {
    const urgent = [
      one.stat > 0 ? `${count(one.stat)} STAT` : null,
      one.urgent > 0 ? `${count(one.urgent)} urgent` : null,
    ].filter((part) => part !== null);
    const said = `${many(one.tests, 'test')} ${one.tests === 1 ? 'waits' : 'wait'} at ${one.device}`;
    const absorbed =
      one.absorbed > 0 ? `; ${many(one.absorbed, 'alert')} of them not told on their own` : '';
    return section(`${said}${urgent.length > 0 ? `, ${urgent.join(', ')}` : ''}${absorbed}`, [
      ...one.first.map((test) =>
        paragraph([
          run('• ', { isSubtle: true }),
          run(
            [
              test.priority === 'ROUTINE' ? null : test.priority,
              test.specimen,
              test.assay,
              howBad(
                { unit: 'minutes', value: null, threshold: null, dueAt: test.dueAt },
                notice.at,
              ),
            ]
              .filter((part) => part !== null)
              .join(' · '),
          ),
        ]),
      ),
    ]);
  });
  const others = notice.waiting.slice(MOST_DEVICES);
  const tests = others.reduce((sum, one) => sum + one.tests, 0);
  return others.length === 0
    ? devices
    : [
        ...devices,
        paragraph([run(`and ${many(tests, 'test')} at ${many(others.length, 'other device')}`)]),
      ];
}

/** The card's body and buttons of a notice, of the size that its lines make it. */
export function teamsCard(notice: ShownNotice): JsonObject {
  const where = Object.values(notice.group).join(' · ');
  const assays = notice.assays.map(({ assay, alerts }) => `${assay} ${count(alerts)}`).join(' · ');
  const facts: [string, string][] = [
    ['How many', notice.rule === null ? '' : countsText(notice)],
    ['Where', where],
    ['Top assays', assays],
    ['Window', notice.window === null ? '' : windowText(notice.window, notice.lab.timeZone)],
  ];
  const { view, acknowledge } = notice.links;
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    fallbackText: headline(notice),
    msteams: { width: 'Full' },
    body: [
      head(notice),
      ...facts
        .filter(([, text]) => text !== '')
        .map(([title, text]) => paragraph([run(`${title}: `, { isSubtle: true }), run(text)])),
      ...worst(notice),
      ...waits(notice),
    ],
    actions: [
      openUrl('View', view),
      ...(acknowledge === null ? [] : [openUrl('Acknowledge', acknowledge)]),
    ],
  };
}
