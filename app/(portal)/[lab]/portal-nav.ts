import type { NavIconName, NavItem } from '@/components/shell/nav';
import { FIGURES } from '@/lib/metrics/figures/figure-list';
import { type Permission, roleMay } from '@/lib/platform/access/permissions';
import type { Role } from '@/lib/platform/access/roles';

type Place = {
  label: string;
  path: string;
  icon: NavIconName;
  may: Permission;
  /** Those who may this have a page of their own for it. */
  unlessMay?: Permission;
  section?: string;
};

/** Pictures of the figures that have one of their own. */
const FIGURE_ICONS: Partial<Record<string, NavIconName>> = {
  throughput: 'throughput',
  sla: 'service-level',
  errors: 'errors',
  rejections: 'rejections',
  corrections: 'corrections',
  criticals: 'criticals',
  urgent: 'urgent',
};

const figures: Place[] = FIGURES.map(({ name, title }) => ({
  label: title,
  path: `figures/${name}`,
  icon: FIGURE_ICONS[name] ?? 'figure',
  may: 'read',
  section: 'Figures',
}));

/** Every page the navigation leads to, and what one must be allowed to go there. */
const PLACES: Place[] = [
  { label: 'Overview', path: 'overview', icon: 'overview', may: 'alerts.acknowledge' },
  { label: 'Alerts', path: 'alerts', icon: 'alerts', may: 'alerts.acknowledge' },
  { label: 'Bench', path: 'bench', icon: 'bench', may: 'tests.move' },
  { label: 'Worklist', path: 'worklist', icon: 'worklist', may: 'read' },
  { label: 'Specimens', path: 'specimens', icon: 'specimens', may: 'read' },
  { label: 'Criticals', path: 'criticals', icon: 'criticals', may: 'read' },
  {
    label: 'Alerts',
    path: 'alerts',
    icon: 'alerts',
    may: 'read',
    unlessMay: 'alerts.acknowledge',
  },
  { label: 'Scan', path: 'scan', icon: 'scan', may: 'tests.move' },
  { label: 'Tests', path: 'tests', icon: 'tests', may: 'read' },
  { label: 'Missing', path: 'missing', icon: 'missing', may: 'read' },
  { label: 'Waiting', path: 'waiting', icon: 'waiting', may: 'read' },
  {
    label: 'Overview',
    path: 'overview',
    icon: 'overview',
    may: 'read',
    unlessMay: 'alerts.acknowledge',
    section: 'Figures',
  },
  { label: 'Turnaround', path: 'turnaround', icon: 'turnaround', may: 'read', section: 'Figures' },
  ...figures,
  {
    label: 'Instruments',
    path: 'instruments',
    icon: 'instruments',
    may: 'read',
    section: 'Figures',
  },
  { label: 'Deck', path: 'deck', icon: 'deck', may: 'platform.read', section: 'Platform' },
  {
    label: 'Containers',
    path: 'containers',
    icon: 'containers',
    may: 'platform.read',
    section: 'Platform',
  },
  {
    label: 'Processes',
    path: 'processes',
    icon: 'processes',
    may: 'platform.read',
    section: 'Platform',
  },
  {
    label: 'Experiments',
    path: 'experiments',
    icon: 'experiments',
    may: 'platform.read',
    section: 'Platform',
  },
  {
    label: 'Connections',
    path: 'connections',
    icon: 'connections',
    may: 'platform.read',
    section: 'Platform',
  },
  { label: 'Inbox', path: 'inbox', icon: 'inbox', may: 'read', section: 'Platform' },
  { label: 'Targets', path: 'targets', icon: 'targets', may: 'read', section: 'Lab' },
  { label: 'What if', path: 'what-if', icon: 'planning', may: 'what_if.run', section: 'Lab' },
  { label: 'Imports', path: 'imports', icon: 'imports', may: 'import', section: 'Lab' },
  { label: 'Exports', path: 'exports', icon: 'exports', may: 'export', section: 'Lab' },
  { label: 'Data quality', path: 'quality', icon: 'quality', may: 'read', section: 'Lab' },
  { label: 'Audit', path: 'audit', icon: 'audit', may: 'audit.read', section: 'Lab' },
  {
    label: 'Workflow',
    path: 'workflow',
    icon: 'workflow',
    may: 'read',
    unlessMay: 'workflow.write',
    section: 'Lab',
  },
];

const ADMIN: Omit<Place, 'section'>[] = [
  { label: 'Assays', path: 'assays', icon: 'assays', may: 'assays.write' },
  { label: 'Analytes', path: 'analytes', icon: 'quality', may: 'assays.write' },
  { label: 'Departments', path: 'departments', icon: 'departments', may: 'assays.write' },
  { label: 'Locations', path: 'locations', icon: 'locations', may: 'assays.write' },
  {
    label: 'Rejection reasons',
    path: 'rejection-reasons',
    icon: 'rejections',
    may: 'reasons.write',
  },
  { label: 'Error codes', path: 'error-codes', icon: 'errors', may: 'reasons.write' },
  { label: 'Workflow', path: 'workflow', icon: 'workflow', may: 'workflow.write' },
  { label: 'Devices', path: 'devices', icon: 'instruments', may: 'platform.write' },
  { label: 'People', path: 'people', icon: 'people', may: 'people.write' },
  { label: 'Keys', path: 'keys', icon: 'keys', may: 'keys.write' },
  { label: 'Lab settings', path: 'settings', icon: 'settings', may: 'lab.write' },
];

/** What of a place wants attention, by its path. */
export type NavCounts = Partial<Record<string, number>>;

/** The navigation of a lab for a role: only what it may use. */
export function portalNav(labSlug: string, role: Role, counts: NavCounts = {}): NavItem[] {
  const admin = ADMIN.map((place) => ({
    ...place,
    path: `admin/${place.path}`,
    section: 'Administration',
  }));
  return [...PLACES, ...admin]
    .filter(({ may, unlessMay }) => roleMay(role, may) && !(unlessMay && roleMay(role, unlessMay)))
    .map(({ label, path, icon, section }) => ({
      label,
      href: `/${labSlug}/${path}`,
      icon,
      section,
      count: counts[path],
    }));
}

/** Where a role begins: at the bench, at the worklist, or at the figures. */
export function homePath(labSlug: string, role: Role): string {
  if (role === 'technician') return `/${labSlug}/bench`;
  return `/${labSlug}/${role === 'supervisor' ? 'worklist' : 'turnaround'}`;
}
