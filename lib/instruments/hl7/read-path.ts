import { cutText } from '../cut-text';
import type { Segment } from './parse-segments';

type Hl7Path = {
  segment: string;
  field: number;
  repetition: number;
  component: number;
  subcomponent: number;
};

const PATH = /^([A-Z][A-Z0-9]{2})-(\d{1,3})(?:\[(\d{1,2})\])?(?:\.(\d{1,2})(?:\.(\d{1,2}))?)?$/;

const paths = new Map<string, Hl7Path | null>();
const MOST_PATHS = 5000;

/** A place such as `SPM-2.2` or `OBX-3[2].1`; null where it is none. */
function pathOf(written: string): Hl7Path | null {
  let path = paths.get(written);
  if (path === undefined) {
    if (paths.size >= MOST_PATHS) paths.clear();
    const [, segment = '', field, repetition, component, subcomponent] = PATH.exec(written) ?? [];
    path =
      field === undefined
        ? null
        : {
            segment,
            field: Number(field),
            repetition: Number(repetition ?? '1'),
            component: Number(component ?? '1'),
            subcomponent: Number(subcomponent ?? '1'),
          };
    paths.set(written, path);
  }
  return path;
}

/** Which segment of its kind is meant where something is read: an OBX, its OBR, their SPM … */
export type Scope = (segment: string) => Segment | undefined;

/** Longer than any code, number, time or reason: a place is read often, so never all of a long one, and as one line. */
const LONGEST = 1000;

/** HL7's `""` says that a value is taken away: there is none. */
const said = (value: string) =>
  value === '' || value === '""' ? null : cutText(value, LONGEST).replace(/\s+/g, ' ');

/** A value, and where it stands. */
export type Found = { value: string; path: string; line: number };

function find(scope: Scope, written: string): Found | null {
  const path = pathOf(written);
  const segment = path === null ? undefined : scope(path.segment);
  if (path === null || segment === undefined) return null;
  const { field, component, subcomponent, repetition } = path;
  const value = said(segment.value(field, component, subcomponent, repetition));
  return value === null ? null : { value, path: written, line: segment.line };
}

/** The first of these places that holds something. */
export function firstAt(scope: Scope, places: readonly string[]): Found | null {
  for (const place of places) {
    const found = find(scope, place);
    if (found !== null) return found;
  }
  return null;
}

/** What stands at these places, in their order, each once. */
export function allAt(scope: Scope, places: readonly string[]): Found[] {
  const all: Found[] = [];
  for (const place of places) {
    const found = find(scope, place);
    if (found !== null && !all.some(({ value }) => value === found.value)) all.push(found);
  }
  return all;
}

/** Most repetitions that are looked at: no list of flags or parents is longer. */
const MOST_REPETITIONS = 200;

/** Of each repetition of a field, the first of these places that holds something. */
export function eachAt(scope: Scope, places: readonly string[]): string[] {
  const rows: string[] = [];
  for (const place of places) {
    const path = pathOf(place);
    const segment = path === null ? undefined : scope(path.segment);
    if (path === null || segment === undefined) continue;
    const count = Math.min(segment.field(path.field).length, MOST_REPETITIONS);
    for (let nth = 0; nth < count; nth += 1) {
      const value = said(segment.value(path.field, path.component, path.subcomponent, nth + 1));
      rows[nth] = rows[nth] || (value ?? '');
    }
  }
  return [...new Set(rows.filter((value) => value !== ''))];
}
