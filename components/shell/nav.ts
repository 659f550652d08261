/** The pictures a navigation item may carry; drawn by NavIcon. */
export type NavIconName =
  | 'overview'
  | 'bench'
  | 'scan'
  | 'worklist'
  | 'specimens'
  | 'tests'
  | 'missing'
  | 'waiting'
  | 'turnaround'
  | 'figure'
  | 'throughput'
  | 'service-level'
  | 'corrections'
  | 'urgent'
  | 'imports'
  | 'exports'
  | 'instruments'
  | 'deck'
  | 'containers'
  | 'processes'
  | 'experiments'
  | 'connections'
  | 'inbox'
  | 'alerts'
  | 'criticals'
  | 'quality'
  | 'planning'
  | 'rejections'
  | 'errors'
  | 'people'
  | 'keys'
  | 'assays'
  | 'departments'
  | 'locations'
  | 'reasons'
  | 'workflow'
  | 'targets'
  | 'channels'
  | 'audit'
  | 'settings'
  | 'docs';

/** One place in the portal. Pass only what exists and what the role may use. */
export type NavItem = {
  label: string;
  href: string;
  icon: NavIconName;
  /** Heading it stands under; items without one come first, unheaded. */
  section?: string;
  /** A count that wants attention (overdue tests, firing alerts). */
  count?: number;
};

export type NavSection = { title: string | null; items: NavItem[] };

/** Groups items by section in the order of first appearance; the unheaded group leads. */
export function navSections(items: readonly NavItem[]): NavSection[] {
  const sections = new Map<string | null, NavItem[]>();
  for (const item of items) {
    const title = item.section ?? null;
    sections.set(title, [...(sections.get(title) ?? []), item]);
  }
  return [...sections]
    .map(([title, members]) => ({ title, items: members }))
    .sort((a, b) => Number(a.title !== null) - Number(b.title !== null));
}

/** The item the address lies under: the longest href that is the path or a parent folder of it. */
export function currentHref(items: readonly NavItem[], pathname: string): string | undefined {
  return items
    .map((item) => item.href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}
