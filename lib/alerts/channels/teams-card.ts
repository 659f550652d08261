import type { Severity } from '../finding';
import { bullet, heading, openUrl, paragraph, run, section } from './card-elements';
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
  resolved: 'some are over',
  test: 'test',
};

const count = (value: number) => value.toLocaleString('en-US');
const many = (value: number, one: string, several = `${one}s`) =>
  `${count(value)} ${value === 1 ? one : several}`;

function head(notice: ShownNotice): JsonObject {
  const over = notice.counts.firing + notice.counts.acknowledged === 0 && notice.rule !== null;
  const { word, style } = SEVERITY[notice.severity];
  const said = over ? 'Resolved' : `${word} · ${REASON[notice.reason]}`;
  return {
    type: 'Container',
    style: over ? 'good' : notice.rule === null ? 'emphasis' : style,
    bleed: true,
    items: [
      paragraph(
        [run(notice.rule === null ? 'Test' : said, { weight: 'bolder', size: 'small' })],
        'none',
      ),
      paragraph([run(headline(notice), { weight: 'bolder', size: 'large' })], 'none'),
      paragraph(
        [run(notice.rule === null ? notice.lab.name : `${notice.rule.name} · ${notice.lab.name}`)],
        'none',
      ),
    ],
  };
}

/** Apart from one another; of a single alert the headline says it. */
function countsText({ rule, counts }: ShownNotice): string {
  if (rule === null || counts.firing + counts.acknowledged + counts.resolved === 1) return '';
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
  const lines = notice.lines.map((line) => {
    const over = line.status === 'resolved';
    return bullet(over ? '✓' : '•', lineText(line, notice.at), over ? { isSubtle: true } : {});
  });
  const more =
    notice.more > 0 ? [paragraph([run(`and ${count(notice.more)} more`, { isSubtle: true })])] : [];
  return [section(heading(lines.length > 1 ? 'Worst first' : 'What'), [...lines, ...more])];
}

type Waiting = ShownNotice['waiting'][number];

function waitingText(one: Waiting): string {
  return [
    `${many(one.tests, 'test')} ${one.tests === 1 ? 'waits' : 'wait'} at ${one.device}`,
    one.stat > 0 ? `${count(one.stat)} STAT` : null,
    one.urgent > 0 ? `${count(one.urgent)} urgent` : null,
    one.absorbed > 0 ? `${many(one.absorbed, 'alert')} of them not told on their own` : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

function waitingTestText(test: Waiting['first'][number], at: Date): string {
  const late = howBad({ unit: null, value: null, threshold: null, dueAt: test.dueAt }, at);
  return [test.priority === 'ROUTINE' ? null : test.priority, test.specimen, test.assay, late]
    .filter((part) => part !== null)
    .join(' · ');
}

function waits({ waiting, at }: ShownNotice): JsonObject[] {
  const others = waiting.slice(MOST_DEVICES);
  const tests = others.reduce((sum, one) => sum + one.tests, 0);
  const devices = waiting.slice(0, MOST_DEVICES).map((one) =>
    section(
      run(waitingText(one), { weight: 'bolder' }),
      one.first.map((test) => bullet('•', waitingTestText(test, at))),
    ),
  );
  if (others.length === 0) return devices;
  const rest = `and ${many(tests, 'test')} at ${many(others.length, 'other device')}`;
  return [...devices, paragraph([run(rest)])];
}

/** The card's body and buttons of a notice, of the size that its lines make it. */
export function teamsCard(notice: ShownNotice): JsonObject {
  const where = Object.values(notice.group).join(' · ');
  const assays = notice.assays.map(({ assay, alerts }) => `${assay} ${count(alerts)}`).join(' · ');
  const facts: [string, string][] = [
    ['How many', countsText(notice)],
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
        .map(([title, text], at) =>
          paragraph(
            [run(`${title}: `, { isSubtle: true }), run(text)],
            at === 0 ? 'default' : 'small',
          ),
        ),
      ...worst(notice),
      ...waits(notice),
    ],
    actions: [
      openUrl('View', view),
      ...(acknowledge === null ? [] : [openUrl('Acknowledge', acknowledge)]),
    ],
  };
}
