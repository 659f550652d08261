import type { Ctx } from '@/lib/platform/context';
import type { Receipt } from './contract';
import type { Window } from './window';

/** What was asked, as the interface's parameters have it; a Date and undefined are no filters. */
type Asked = Readonly<Record<string, unknown>>;

function textsOf(value: unknown): string[] {
  return [value ?? []].flat().flatMap((one: unknown) => {
    if (typeof one === 'string') return [one];
    return typeof one === 'number' || typeof one === 'boolean' ? [String(one)] : [];
  });
}

/** The parameters that ask the same question again, period and all. */
export function askedParams(asked: Asked, window: Window): URLSearchParams {
  const params = new URLSearchParams({
    from: window.from.toISOString(),
    to: window.to.toISOString(),
  });
  for (const [name, value] of Object.entries(asked)) {
    if (name === 'from' || name === 'to') continue;
    for (const text of textsOf(value)) params.append(name, text);
  }
  return params;
}

/** The receipt of a figure: what was counted, and where its rows are. */
export function figureReceipt(
  ctx: Ctx,
  figure: { name: string; definition: string; version: string; method: string },
  asked: Asked,
  window: Window,
): Receipt {
  const params = askedParams(asked, window);
  const filters = Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => {
      const texts = textsOf(value);
      if (texts.length === 0 || name === 'from' || name === 'to') return [];
      return [[name, texts.length === 1 ? (texts[0] ?? '') : texts]];
    }),
  );
  params.set('lab', ctx.lab.slug);
  return {
    definition: figure.definition,
    version: figure.version,
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
    time_zone: ctx.lab.timeZone,
    first_weekday: ctx.lab.firstWeekday,
    filters,
    method: figure.method,
    computed_at: ctx.now.toISOString(),
    rows_url: `/api/v1/metrics/${figure.name}/rows?${params}`,
  };
}
