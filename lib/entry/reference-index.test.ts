import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from './endpoint-list';
import { referenceId } from './reference';
import { findReference, referenceSections } from './reference-index';

const linesOf = (q?: string) => referenceSections(q).flatMap(({ lines }) => lines);

describe('the index of the reference', () => {
  it('has a line for each endpoint, in sections by the alphabet', () => {
    expect(linesOf()).toHaveLength(ENDPOINTS.length);
    const tags = referenceSections().map(({ tag }) => tag);
    expect(tags).toEqual([...new Set(tags)].sort());
    const ids = referenceSections().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('finds by address, words of the texts and section, whatever their case', () => {
    const found = linesOf('POST  Create assay');
    expect(found.map(({ id }) => id)).toContain('post-api-v1-assays');
    expect(found.length).toBeLessThan(ENDPOINTS.length / 4);
    for (const { fields } of linesOf('audit trail')) expect(fields).toEqual([]);
  });

  it('finds by the name of a field, and says which', () => {
    const found = linesOf('whisker_low').find(({ id }) => id === 'get-api-v1-metrics-tat');
    expect(found?.fields).toContain('box.whisker_low');
  });

  it('finds nothing where one of the words stands nowhere', () => {
    expect(linesOf('assays nothing-like-it')).toEqual([]);
  });

  it('leads from an id to the endpoint and its section', () => {
    for (const endpoint of ENDPOINTS) {
      const found = findReference(referenceId(endpoint));
      expect(found?.endpoint).toBe(endpoint);
      expect(found?.section.lines.map(({ id }) => id)).toContain(referenceId(endpoint));
    }
    expect(findReference('get-nothing')).toBeUndefined();
  });
});
