import { expect, test } from 'vitest';
import { type SignedContent, signedText } from './signed-content';

const content: SignedContent = {
  lab: 'demo',
  specimen_id: 'S-1',
  assay: 'CHEM',
  run: 1,
  action: 'invalidate',
  from: 'verified',
  to: 'invalidated',
  occurred_at: '2026-03-01T08:00:00.000Z',
  reason: 'wrong lot',
  results: [
    { analyte: 'NA', value: '140', unit: 'mmol/L', flags: ['N'], status: 'final' },
    { analyte: 'K', value: '4.2', unit: 'mmol/L', flags: ['N'], status: 'final' },
  ],
  meaning: 'Invalidate CHEM of S-1',
  signer: { id: 'u', name: 'Ada' },
  signed_at: '2026-03-01T08:00:01.000Z',
};

test('the same content gives the same hash, in whatever order it is put together', () => {
  const { signer, ...rest } = content;
  const shuffled = { signer, ...rest, results: content.results.toReversed() };
  expect(signedText(shuffled)).toEqual(signedText(content));
  // sha256sum of the text itself.
  expect(signedText(content).hash.toString('hex')).toHaveLength(64);
});

test('whatever is changed gives another', () => {
  const { hash } = signedText(content);
  const [first, ...others] = content.results;
  const changes: Partial<SignedContent>[] = [
    { specimen_id: 'S-2' },
    { reason: null },
    { to: 'published' },
    { signer: { id: 'u', name: 'Eve' } },
    { signed_at: '2026-03-01T08:00:02.000Z' },
    { results: others },
    { results: first ? [{ ...first, value: '141' }, ...others] : [] },
  ];
  for (const change of changes) {
    expect(signedText({ ...content, ...change }).hash.equals(hash)).toBe(false);
  }
});
