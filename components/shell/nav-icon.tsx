import {
  Activity,
  BellRing,
  BookOpen,
  Building2,
  Cable,
  ClipboardCheck,
  ClipboardList,
  Clock3,
  Download,
  FileDown,
  FlaskConical,
  Grid3x3,
  KeyRound,
  LayoutDashboard,
  ListTree,
  MapPin,
  Microscope,
  PackageSearch,
  PackageX,
  PhoneCall,
  Route,
  ScanBarcode,
  ScanLine,
  ScrollText,
  Settings,
  Target,
  TestTubeDiagonal,
  TriangleAlert,
  Users,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import type { NavIconName } from './nav';

const icons: Record<NavIconName, LucideIcon> = {
  overview: LayoutDashboard,
  bench: ScanBarcode,
  scan: ScanLine,
  worklist: ClipboardList,
  specimens: TestTubeDiagonal,
  tests: FlaskConical,
  missing: PackageSearch,
  turnaround: Clock3,
  imports: FileDown,
  exports: Download,
  instruments: Microscope,
  deck: Grid3x3,
  alerts: BellRing,
  criticals: PhoneCall,
  quality: ClipboardCheck,
  planning: Route,
  rejections: PackageX,
  errors: TriangleAlert,
  people: Users,
  keys: KeyRound,
  assays: Activity,
  departments: Building2,
  locations: MapPin,
  reasons: ListTree,
  workflow: Workflow,
  targets: Target,
  channels: Cable,
  audit: ScrollText,
  settings: Settings,
  docs: BookOpen,
};

/** The picture of a navigation item. */
export function NavIcon({ name, className }: { name: NavIconName; className?: string }) {
  const Icon = icons[name];
  return (
    <Icon aria-hidden="true" strokeWidth={1.75} className={cn('size-4 shrink-0', className)} />
  );
}
