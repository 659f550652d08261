import { describe, expect, it } from 'vitest';
import { catalogueView, viewHref } from './catalogue-view';

describe('the address of an administration list', () => {
  it('shows what is active unless told otherwise', async () => {
    const { view, query } = await catalogueView(Promise.resolve({}));
    expect(view).toEqual({ q: '', show: 'active', cursor: null });
    expect(query).toEqual({ limit: 200, active: true });
  });

  it('reads a search, what is shown and the page', async () => {
    const given = { q: ' sodium ', show: 'retired', cursor: 'abc' };
    const { view, query } = await catalogueView(Promise.resolve(given));
    expect(view).toEqual({ q: 'sodium', show: 'retired', cursor: 'abc' });
    expect(query).toEqual({ limit: 200, active: false, q: 'sodium', cursor: 'abc' });
  });

  it('takes nonsense for nothing', async () => {
    const { view } = await catalogueView(Promise.resolve({ q: ['a', 'b'], show: 'x', cursor: '' }));
    expect(view).toEqual({ q: '', show: 'active', cursor: null });
  });

  it('goes back to the first page when the search changes', () => {
    const view = { q: 'a b', show: 'all', cursor: 'xyz' } as const;
    expect(viewHref('/demo/admin/assays', view, { show: 'active' })).toBe(
      '/demo/admin/assays?q=a+b',
    );
    expect(viewHref('/demo/admin/assays', view, { cursor: 'n' })).toBe(
      '/demo/admin/assays?q=a+b&show=all&cursor=n',
    );
  });
});
