/** The parameters of a page's address as they come; one that stands twice is a list. */
export type GivenParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What an address says: each parameter's values, none for one left out or empty. */
export type PageAddress<Name extends string> = Readonly<Record<Name, readonly string[]>>;

/** Parameters that are changed: null takes one out, undefined leaves it as it is. */
export type AddressChanges<Name extends string = string> = Partial<
  Record<Name, string | readonly string[] | null>
>;

/** The values of a parameter; empty ones, as a form sends them for what was left open, are none. */
export function valuesOf(given: GivenParams[string]): string[] {
  return [given ?? []]
    .flat()
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

function hasAll<Name extends string>(
  names: readonly Name[],
  address: Partial<Record<string, readonly string[]>>,
): address is Record<Name, readonly string[]> {
  return names.every((name) => address[name] !== undefined);
}

/** The parameters of these names, in their order; others do not count. */
export function readPageAddress<Name extends string>(
  names: readonly Name[],
  given: GivenParams,
): PageAddress<Name> {
  const address = Object.fromEntries(names.map((name) => [name, valuesOf(given[name])]));
  if (!hasAll(names, address)) throw new Error('An address is read by the names it has');
  return address;
}

/** The parameters without the empty ones, each as it came: a text, or a list of several. */
export function givenParams(params: GivenParams): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      const [first, ...more] = valuesOf(value);
      return first === undefined ? [] : [[name, more.length === 0 ? first : [first, ...more]]];
    }),
  );
}

/** Parameters as an address's query, changed; the question mark included, nothing where none is. */
export function changedQuery(params: GivenParams, changes: AddressChanges = {}): string {
  const query = new URLSearchParams();
  for (const name of new Set([...Object.keys(params), ...Object.keys(changes)])) {
    const change = changes[name];
    for (const text of valuesOf(change === null ? undefined : (change ?? params[name]))) {
      query.append(name, text);
    }
  }
  return query.size === 0 ? '' : `?${query}`;
}

/** The address of a page with some parameters changed. A new view begins at its first page. */
export function pageHref<Name extends string>(
  path: string,
  address: PageAddress<Name>,
  changes: AddressChanges<Name> = {},
): string {
  const { cursor: _cursor, ...kept }: GivenParams = address;
  return path + changedQuery(kept, changes);
}

/** The filters an address has in force, in words, each with the address without it. */
export function filterChips<Name extends string>(
  path: string,
  address: PageAddress<Name>,
  names: readonly Name[],
  wordsOf: (name: Name) => { label: string; value: (value: string) => string },
): { label: string; removeHref: string }[] {
  return names.flatMap((name) => {
    const values = address[name];
    if (values.length === 0) return [];
    const { label, value } = wordsOf(name);
    const changes: AddressChanges = { [name]: null };
    return [
      {
        label: `${label}: ${values.map(value).join(', ')}`,
        removeHref: pageHref(path, address, changes),
      },
    ];
  });
}
