import { cleanup, render, screen } from '@testing-library/react';
import { AdaptiveCard as RenderedCard, SerializationContext, Versions } from 'adaptivecards';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { CARD_FIELDS } from '@/lib/alerts/channels/card-settings';
import { teams } from '@/lib/alerts/channels/kinds/teams';
import { webhook } from '@/lib/alerts/channels/kinds/webhook';
import { showNotice } from '@/lib/alerts/channels/shown-notice';
import { WorkflowsMessage } from '@/lib/alerts/channels/testing-card-schema';
import { anyNotice } from '@/lib/alerts/channels/testing-notices';
import { CardPreview } from './card-preview';
import { readCard } from './read-card';

vi.setConfig({ testTimeout: 60_000 });
afterEach(cleanup);

const anyShown = fc
  .tuple(
    anyNotice,
    fc.record({
      detail: fc.constantFrom('counts' as const, 'specimens' as const),
      fields: fc.subarray([...CARD_FIELDS]),
      top: fc.integer({ min: 1, max: 25 }),
    }),
  )
  .map(([notice, card]) => showNotice(notice, card, 'https://bench.example.org'));

/** What the library of the cards' makers shows of a message, white space aside. */
function shownByLibrary(payload: unknown): string {
  const [{ content }] = WorkflowsMessage.parse(payload).attachments;
  const { msteams: _, ...json } = content;
  const card = new RenderedCard();
  card.parse(json, new SerializationContext(Versions.v1_4));
  return (card.render()?.textContent ?? '').replaceAll(/\s/g, '');
}

test('the preview says word for word what the library of the cards’ makers shows', () => {
  fc.assert(
    fc.property(anyShown, (shown) => {
      const payload = teams.render(shown);
      const { container } = render(<CardPreview payload={payload} />);
      expect(container.textContent.replaceAll(/\s/g, '')).toBe(shownByLibrary(payload));
      cleanup();
    }),
    { numRuns: 40 },
  );
});

test('a preview leads nowhere: its buttons are a picture', () => {
  const [notice] = fc.sample(anyShown, { numRuns: 1, seed: 7 });
  if (!notice) throw new Error('One was asked for');
  render(<CardPreview payload={teams.render(notice)} />);
  expect(screen.getByText('View')).toBeTruthy();
  expect(screen.queryAllByRole('link')).toEqual([]);
  expect(screen.queryAllByRole('button')).toEqual([]);
});

test('what is no card is not drawn as one', () => {
  const [notice] = fc.sample(anyShown, { numRuns: 1, seed: 7 });
  if (!notice) throw new Error('One was asked for');
  const { container } = render(<CardPreview payload={webhook.render(notice)} />);
  expect(container.textContent).toBe('');
  const other = { type: 'AdaptiveCard', body: [{ type: 'Image', url: 'https://x.example/y' }] };
  expect(readCard({ attachments: [{ content: other }] })).toBeNull();
  fc.assert(fc.property(fc.json(), (json) => readCard(JSON.parse(json)) === null));
});
