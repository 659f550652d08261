import { cutText } from '../cut-text';
import type { AstmRecord } from './records';
import { repetitionsOf } from './fields';

type Place = { type: string; field: number; repetition: number | null; component: number | null };

const PLACE = /^([A-Z])-(\d{1,3})(?:\[(\d{1,2})\])?(?:\.(\d{1,2}))?$/;

const places = new Map<string, Place | null>();
const MOST_PLACES = 5000;

/** A place such as `O-3` or `R-3[2].4`; null where it is none. */
function placeOf(written: string): Place | null {
  let place = places.get(written);
  if (place === undefined) {
    if (places.size >= MOST_PLACES) places.clear();
    const [, type = '', field, repetition, component] = PLACE.exec(written) ?? [];
    const number = (text: string | undefined) => (text === undefined ? null : Number(text));
    place =
      field === undefined
        ? null
        : {
            type,
            field: Number(field),
            repetition: number(repetition),
            component: number(component),
          };
    places.set(written, place);
  }
  return place;
}

/** The records a place may be in: the header, and those that the one at hand belongs to. */
export type Scope = readonly AstmRecord[];

/** What was found, and the record it stands in. */
export type Found = { value: string; place: string; nth: number };

/** Longer than any code, number, time or unit; as one line. */
const LONGEST = 1000;

function find(scope: Scope, written: string, repetition = 1): Found | null {
  const place = placeOf(written);
  const record = scope.find(({ type }) => type === place?.type);
  if (place === null || record === undefined) return null;
  const components = repetitionsOf(record, place.field)[(place.repetition ?? repetition) - 1];
  const given = components?.[(place.component ?? 1) - 1] ?? '';
  const value = cutText(given, LONGEST).replace(/\s+/g, ' ');
  return value === '' ? null : { value, place: written, nth: record.nth };
}

/** The first of these places that holds something. Without a component, the first is meant. */
export function firstAt(scope: Scope, written: readonly string[]): Found | null {
  for (const place of written) {
    const found = find(scope, place);
    if (found !== null) return found;
  }
  return null;
}

/** The components of the repetition that a place means, the first as a rule. */
export function componentsAt(scope: Scope, written: string): readonly string[] {
  const place = placeOf(written);
  const record = scope.find(({ type }) => type === place?.type);
  if (place === null || record === undefined) return [];
  return repetitionsOf(record, place.field)[(place.repetition ?? 1) - 1] ?? [];
}

/** What stands at these places, in their order, each once. */
export function allAt(scope: Scope, written: readonly string[]): string[] {
  const found = written.map((place) => find(scope, place)?.value ?? '');
  return [...new Set(found.filter((value) => value !== ''))];
}

/** Of each repetition of the field that the first place is in: what stands at these places. */
export function eachAt(scope: Scope, written: readonly string[]): string[][] {
  const [place] = written.map(placeOf);
  const record = scope.find(({ type }) => type === place?.type);
  if (!place || record === undefined) return [];
  return repetitionsOf(record, place.field)
    .map((_, index) => {
      const found = written.map((one) => find(scope, one, index + 1)?.value ?? '');
      return [...new Set(found.filter((value) => value !== ''))];
    })
    .filter((values) => values.length > 0);
}

/** All that stands at these places, of every repetition, and component where none is named. */
export function everyAt(scope: Scope, written: readonly string[]): string[] {
  for (const one of written) {
    const place = placeOf(one);
    const record = scope.find(({ type }) => type === place?.type);
    if (place === null || record === undefined) continue;
    const { component } = place;
    const values = repetitionsOf(record, place.field)
      .flatMap((parts) => (component === null ? parts : [parts[component - 1] ?? '']))
      .filter((value) => value !== '');
    if (values.length > 0) return values;
  }
  return [];
}
