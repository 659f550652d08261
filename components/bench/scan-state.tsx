import { CircleCheckBig, CircleX, Hourglass, ScanBarcode, type LucideIcon } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import type { Scan } from './scan-queue';

type Look = { word: string; icon: LucideIcon; ground: string };

const READY: Look = { word: 'Ready', icon: ScanBarcode, ground: 'border bg-surface text-ink' };
const BUSY: Look = { word: 'Working', icon: Hourglass, ground: 'border bg-sunken text-ink' };
const GOOD: Look = { word: 'Done', icon: CircleCheckBig, ground: 'bg-positive text-surface' };
const BAD: Look = { word: 'Refused', icon: CircleX, ground: 'bg-danger text-on-danger' };

const LOOKS: Record<Scan<unknown>['status'], Look> = {
  waiting: BUSY,
  working: BUSY,
  undoing: BUSY,
  done: GOOD,
  undone: { ...GOOD, word: 'Undone' },
  refused: BAD,
  ignored: { ...READY, word: 'Ignored' },
};

/** What came of the newest scan, to be read across the room: colour, picture and word. */
export function ScanState({ scan }: { scan: Scan<unknown> | null }) {
  const { word, icon: Icon, ground } = scan ? LOOKS[scan.status] : READY;
  return (
    <div
      role={scan?.status === 'refused' ? 'alert' : 'status'}
      data-state={scan?.status ?? 'ready'}
      className={cn('flex min-h-36 items-center gap-5 rounded-lg px-5 py-4 md:px-8', ground)}
    >
      <Icon aria-hidden="true" className="size-14 shrink-0 md:size-20" strokeWidth={1.5} />
      <div className="min-w-0">
        <p className="text-2xl font-semibold md:text-3xl">{word}</p>
        {scan ? (
          <>
            <p className="mt-1 font-mono text-lg break-all md:text-xl">{scan.number}</p>
            <p className="mt-0.5 text-base text-pretty">{scan.text}</p>
          </>
        ) : (
          <p className="mt-1 text-base">Scan the first tube.</p>
        )}
      </div>
    </div>
  );
}
