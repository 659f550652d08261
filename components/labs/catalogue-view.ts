import { type NamedListQuery, namedListQueryOf } from '@/lib/platform/http/named-list';

/** Rows on one page of an administration list: enough that most labs have one page. */
const ROWS = 200;

export const SHOWN = ['active', 'retired', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

/** What the address of an administration list asks for. */
export type CatalogueView = { q: string; show: Shown; cursor: string | null };

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** Reads `?q=&show=&cursor=`; what makes no sense is taken for what is usual. */
export async function catalogueView(
  searchParams: SearchParams,
): Promise<{ view: CatalogueView; query: NamedListQuery }> {
  const { q, show, cursor } = await searchParams;
  const view: CatalogueView = {
    q: typeof q === 'string' ? q.trim().slice(0, 120) : '',
    show: SHOWN.find((choice) => choice === show) ?? 'active',
    cursor: typeof cursor === 'string' && cursor !== '' ? cursor : null,
  };
  const query = namedListQueryOf({
    limit: ROWS,
    q: view.q === '' ? undefined : view.q,
    active: view.show === 'all' ? undefined : view.show === 'active' ? 'true' : 'false',
    cursor: view.cursor ?? undefined,
  });
  return { view, query };
}

/** The address of the same list with something changed. */
export function viewHref(
  path: string,
  view: CatalogueView,
  change: Partial<CatalogueView>,
): string {
  const { q, show, cursor } = { ...view, cursor: null, ...change };
  const parameters = new URLSearchParams();
  if (q !== '') parameters.set('q', q);
  if (show !== 'active') parameters.set('show', show);
  if (cursor !== null) parameters.set('cursor', cursor);
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}
