import {
  BadgeCheck,
  Ban,
  FilePen,
  Inbox,
  OctagonX,
  Play,
  RefreshCw,
  RotateCcw,
  Send,
  ShieldX,
  TriangleAlert,
  Undo2,
  Upload,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import type { OfferedAction } from '@/lib/specimens/transitions/offered-actions';

const ICONS: Record<string, LucideIcon> = {
  receive: Inbox,
  start: Play,
  submit: Upload,
  fail: TriangleAlert,
  retry: RefreshCw,
  verify: BadgeCheck,
  publish: Send,
  retract: Undo2,
  amend: FilePen,
  invalidate: ShieldX,
  reject: OctagonX,
  cancel: Ban,
  reinstate: RotateCcw,
  replay: RotateCcw,
  dismiss: Ban,
  acknowledge: BadgeCheck,
};

/** The picture of an action; a lab's own has a general one. */
export function ActionIcon({ action, className }: { action: string; className?: string }) {
  const Icon = ICONS[action] ?? Zap;
  return <Icon aria-hidden="true" className={className} />;
}

/** Actions that take work forward; the first that is allowed is the likely next one. */
const FORWARD = ['receive', 'start', 'submit', 'retry', 'verify', 'publish'];

/** The action somebody most likely came for, if any. */
export function likelyNext(offered: readonly OfferedAction[]): string | null {
  return (
    offered.find(({ action, why }) => why === null && FORWARD.includes(action))?.action ?? null
  );
}

/** What every view of actions is given. */
export type ActionView = {
  offered: readonly OfferedAction[];
  letters: ReadonlyMap<string, string>;
  /** How many tests are meant. */
  tests: number;
  /** The action under way. */
  working: string | null;
  onChoose: (offered: OfferedAction) => void;
};
