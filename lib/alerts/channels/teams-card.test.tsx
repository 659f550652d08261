import {
  AdaptiveCard as RenderedCard,
  GlobalSettings,
  SerializationContext,
  Versions,
} from 'adaptivecards';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CARD_FIELDS, type CardSettings } from './card-settings';
import { escapedBytes, teams } from './kinds/teams';
import { webhook } from './kinds/webhook';
import type { Notice } from './notice';
import type { Json, Payload } from './payload';
import { showNotice } from './shown-notice';
import { cardFaults, WorkflowsMessage } from './testing-card-schema';
import { anyNotice } from './testing-notices';

// Much is made up, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const APP = 'https://bench.example.org';

const anyCard = fc.record({
  detail: fc.constantFrom('counts' as const, 'specimens' as const),
  fields: fc.subarray([...CARD_FIELDS]),
  top: fc.integer({ min: 1, max: 25 }),
});
const everything: CardSettings = { detail: 'specimens', fields: [...CARD_FIELDS], top: 25 };

const cardOf = (notice: Notice, card: CardSettings) => teams.render(showNotice(notice, card, APP));

/** All texts of JSON, names of members aside. */
function textsOf(json: Json): string[] {
  if (typeof json === 'string') return [json];
  if (json === null || typeof json !== 'object') return [];
  return Object.values(json).flatMap(textsOf);
}

/** The card as the library of its makers shows it, and what it complains of. */
function show(payload: Payload) {
  const [{ content }] = WorkflowsMessage.parse(payload).attachments;
  const { msteams: _, ...json } = content;
  const context = new SerializationContext(Versions.v1_4);
  const card = new RenderedCard();
  card.parse(json, context);
  const faults = Array.from({ length: context.eventCount }, (_unused, at) =>
    context.getEventAt(at),
  );
  const marked: string[] = [];
  RenderedCard.onProcessMarkdown = (text, result) => {
    marked.push(text);
    result.didProcess = true;
    result.outputHtml = '';
  };
  const element = card.render();
  const problems = card.validateProperties().validationEvents;
  return { element, faults: [...faults, ...problems], marked };
}

describe('a card for Teams', () => {
  it('is of the schema, whatever it tells', () => {
    fc.assert(
      fc.property(anyNotice, anyCard, (notice, card) => {
        expect(cardFaults(cardOf(notice, card))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('stays far under 28 KB, however much there is to tell', () => {
    fc.assert(
      fc.property(anyNotice, (notice) => {
        const payload = cardOf(notice, everything);
        expect(escapedBytes(payload)).toBeLessThanOrEqual(22_000);
        // As a flow passes it on: text within JSON.
        const within = JSON.stringify(JSON.stringify(payload));
        expect(Buffer.byteLength(within)).toBeLessThanOrEqual(22_002);
      }),
      { numRuns: 80 },
    );
  });

  it('says how many more there are than it shows', () => {
    fc.assert(
      fc.property(anyNotice, anyCard, (notice, card) => {
        const { firing, acknowledged, resolved } = notice.counts;
        const all = firing + acknowledged + resolved;
        const text = textsOf(cardOf(notice, card));
        const bullets = text.filter((part) => part === '✓ ').length;
        const shown = showNotice(notice, card, APP);
        expect(shown.lines.length + shown.more).toBe(all);
        if (card.fields.includes('worst') && all > card.top) {
          expect(text.some((part) => /^and [\d,]+ more$/.test(part))).toBe(true);
        }
        expect(bullets).toBeLessThanOrEqual(resolved);
      }),
      { numRuns: 50 },
    );
  });

  it('is shown by the library of its makers without a complaint, and no word is read as markup', () => {
    GlobalSettings.allowPreProcessingPropertyValues = false;
    const allowed = new Set(['DIV', 'SPAN', 'P', 'BUTTON', 'A']);
    fc.assert(
      fc.property(anyNotice, anyCard, (notice, card) => {
        const payload = cardOf(notice, card);
        const { element, faults, marked } = show(payload);
        expect(faults).toEqual([]);
        expect(marked).toEqual([]);
        const made = [...(element?.querySelectorAll('*') ?? [])];
        expect(made.map(({ tagName }) => tagName).filter((tag) => !allowed.has(tag))).toEqual([]);
        const written = element?.textContent ?? '';
        const [{ content }] = WorkflowsMessage.parse(payload).attachments;
        const runs = textsOf(JSON.parse(JSON.stringify(content.body))).filter(
          (text) => !['Container', 'RichTextBlock', 'TextRun'].includes(text),
        );
        for (const run of runs.filter((text) => text.length > 12)) expect(written).toContain(run);
      }),
      { numRuns: 40 },
    );
  });

  it('holds no line break, unseen mark or half character in any name', () => {
    fc.assert(
      fc.property(anyNotice, (notice) => {
        for (const text of textsOf(cardOf(notice, everything))) {
          // What sets apart is the card's own: the isolates, and the joiner within braces.
          expect(text).not.toMatch(
            /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\uFEFF]/u,
          );
          expect(text).not.toMatch(/\{\{|\$\{/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('with specimens', () => {
  it('numbers are told, so that looking for them with counts alone can fail', () => {
    let numbers = 0;
    fc.assert(
      fc.property(anyNotice, (notice) => {
        const shown = showNotice(notice, everything, APP);
        const told = JSON.stringify(webhook.render(shown));
        for (const { specimen } of shown.lines) {
          if (specimen === null) continue;
          numbers += 1;
          expect(told).toContain(specimen);
        }
      }),
      { numRuns: 50 },
    );
    expect(numbers).toBeGreaterThan(50);
  });
});
