import type { Endpoint } from '@/lib/platform/http/endpoint';
import { addressOf } from './endpoint-address';
import { ENDPOINTS } from './endpoint-list';
import { leastRoleOf, referenceEntry, referenceId } from './reference';

/** An endpoint as one line of the reference's index. */
export type ReferenceLine = {
  id: string;
  method: string;
  address: string;
  summary: string;
  leastRole: string;
  /** Fields that the search found, where it did not find the line itself. */
  fields: string[];
};

export type ReferenceSection = { tag: string; id: string; lines: ReferenceLine[] };

const SHOWN_FIELDS = 4;

// What an endpoint's fields are called does not change while the process runs.
const namesOfFields = new Map<Endpoint, string[]>();

function fieldNames(endpoint: Endpoint): string[] {
  const known = namesOfFields.get(endpoint);
  if (known) return known;
  const { path, query, body, answer } = referenceEntry(endpoint, '');
  const names = [
    ...new Set(
      [...path, ...query, ...[...body, ...answer].flatMap(({ fields }) => fields)].map(({ name }) =>
        name.toLowerCase(),
      ),
    ),
  ];
  namesOfFields.set(endpoint, names);
  return names;
}

function lineOf(endpoint: Endpoint, fields: string[] = []): ReferenceLine {
  return {
    id: referenceId(endpoint),
    method: endpoint.method,
    address: addressOf(endpoint),
    summary: endpoint.summary,
    leastRole: leastRoleOf(endpoint),
    fields,
  };
}

/** The line, if each word stands in it or in the name of a field. */
function search(endpoint: Endpoint, words: readonly string[]): ReferenceLine[] {
  const { method, tag, summary, description = '' } = endpoint;
  const text = [method, addressOf(endpoint), tag, summary, description].join(' ').toLowerCase();
  const missing = words.filter((word) => !text.includes(word));
  if (missing.length === 0) return [lineOf(endpoint)];
  const names = fieldNames(endpoint);
  if (!missing.every((word) => names.some((name) => name.includes(word)))) return [];
  const found = names.filter((name) => missing.some((word) => name.includes(word)));
  return [lineOf(endpoint, found.slice(0, SHOWN_FIELDS))];
}

/** The id of a section of the index, for links to it. */
export function sectionId(tag: string): string {
  return tag.toLowerCase().replace(/[^a-z]+/g, '-');
}

/**
 * The endpoints by section, in the order of the alphabet; with `q` those whose address, texts or
 * fields have each of its words.
 */
export function referenceSections(
  q = '',
  endpoints: readonly Endpoint[] = ENDPOINTS,
): ReferenceSection[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const tags = [...new Set(endpoints.map(({ tag }) => tag))].sort();
  return tags
    .map((tag) => ({
      tag,
      id: sectionId(tag),
      lines: endpoints
        .filter((endpoint) => endpoint.tag === tag)
        .flatMap((endpoint) => search(endpoint, words)),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** The endpoint that has this id, and all of its section. */
export function findReference(
  id: string,
): { endpoint: Endpoint; section: ReferenceSection } | undefined {
  const endpoint = ENDPOINTS.find((one) => referenceId(one) === id);
  const section = referenceSections().find(({ tag }) => tag === endpoint?.tag);
  return endpoint && section ? { endpoint, section } : undefined;
}
