import { LABELS, type Labels } from '../finding';
import type { CardSettings } from './card-settings';
import { noticeLinks } from './notice-links';
import type { Notice, NoticeLine, WaitingAtDevice, WaitingTest } from './notice';
import { plainText } from './plain-text';

/** As a line of a notice, of which the specimen is told only where the channel may say it. */
export type ShownLine = Omit<NoticeLine, 'subject' | 'summary' | 'labels'> & {
  specimen: string | null;
  /** All but the specimen. */
  labels: Omit<Labels, 'specimen'>;
  /** Its one line, where it is known to name no specimen or may name it. */
  summary: string | null;
};

export type ShownWaiting = Omit<WaitingAtDevice, 'first'> & {
  first: (Omit<WaitingTest, 'specimen'> & { specimen: string | null })[];
};

/** What a channel may say of a notice: all that a kind of channel is given. */
export type ShownNotice = Omit<Notice, 'lines' | 'waiting' | 'group'> & {
  group: Omit<Labels, 'specimen'>;
  lines: ShownLine[];
  /** Alerts of the counts that are not among `lines`; where none is to be shown, all of them. */
  more: number;
  waiting: ShownWaiting[];
  links: { view: string; acknowledge: string | null };
};

/** Subjects whose own words may name a specimen. */
const OF_SPECIMENS: readonly string[] = ['test', 'specimen', 'critical'];

/** UTF-16 units that a name, and a sentence, may have. */
const NAME = 80;
const SENTENCE = 200;

const name = (text: string) => plainText(text, NAME);

function withoutSpecimen(labels: Labels): Omit<Labels, 'specimen'> {
  const shown: Omit<Labels, 'specimen'> = {};
  for (const label of LABELS) {
    const text = labels[label];
    if (label !== 'specimen' && text !== undefined) shown[label] = name(text);
  }
  return shown;
}

function showLine(line: NoticeLine, specimens: boolean): ShownLine {
  const { subject, summary, labels, ...rest } = line;
  const mayName = labels.specimen !== undefined || OF_SPECIMENS.includes(subject.kind);
  return {
    ...rest,
    labels: withoutSpecimen(labels),
    specimen: specimens && labels.specimen !== undefined ? name(labels.specimen) : null,
    summary: mayName && !specimens ? null : plainText(summary, SENTENCE),
  };
}

/**
 * What a channel with these settings may say of a notice. Here alone specimen numbers are taken out,
 * so that no kind of channel can forget to: it never sees them.
 */
export function showNotice(notice: Notice, card: CardSettings, appUrl: string): ShownNotice {
  const specimens = card.detail === 'specimens';
  const shows = (field: CardSettings['fields'][number]) => card.fields.includes(field);
  const lines = shows('worst') ? notice.lines.slice(0, card.top) : [];
  const { firing, acknowledged, resolved } = notice.counts;
  return {
    ...notice,
    lab: { ...notice.lab, name: name(notice.lab.name) },
    rule: notice.rule && { ...notice.rule, name: name(notice.rule.name) },
    group: shows('labels') ? withoutSpecimen(notice.group) : {},
    lines: lines.map((line) => showLine(line, specimens)),
    more: firing + acknowledged + resolved - lines.length,
    assays: shows('assays')
      ? notice.assays.slice(0, card.top).map((one) => ({ ...one, assay: name(one.assay) }))
      : [],
    window: shows('window') ? notice.window : null,
    waiting: notice.waiting.map((waiting) => ({
      ...waiting,
      device: name(waiting.device),
      first: (shows('waiting') ? waiting.first.slice(0, card.top) : []).map((test) => ({
        ...test,
        assay: name(test.assay),
        specimen: specimens ? name(test.specimen) : null,
      })),
    })),
    links: noticeLinks(notice, appUrl),
  };
}
