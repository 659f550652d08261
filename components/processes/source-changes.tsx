import { cn } from '@/components/ui/class-names';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import type { Comparison, DiffLine } from '@/lib/processes/compare-sources';

/** More rows than that nobody reads, and a phone cannot scroll. */
const ROWS_AT_MOST = 3_000;
const CHARACTERS_AT_MOST = 2_000;

const LOOK: Record<DiffLine['kind'], { sign: string; said: string; row: string; sign_: string }> = {
  same: { sign: ' ', said: '', row: '', sign_: '' },
  removed: { sign: '−', said: 'Removed: ', row: 'bg-danger-soft', sign_: 'text-danger' },
  added: { sign: '+', said: 'Added: ', row: 'bg-positive-soft', sign_: 'text-positive' },
};

function shownText(text: string): string {
  // A line that differs in its end only would look the same.
  const visible = text.endsWith('\r') ? `${text.slice(0, -1)}␍` : text;
  if (visible.length <= CHARACTERS_AT_MOST) return visible;
  return `${visible.slice(0, CHARACTERS_AT_MOST)}…`;
}

function Line({ line }: { line: DiffLine }) {
  const { sign, said, row, sign_ } = LOOK[line.kind];
  const note = line.older === null && line.newer === null;
  return (
    <tr className={row}>
      <td className="w-px px-2 text-right text-muted select-none">{line.older}</td>
      <td className="w-px border-r px-2 text-right text-muted select-none">{line.newer}</td>
      <td className="pr-4 pl-2 whitespace-pre [tab-size:4]">
        <span aria-hidden="true" className={cn('mr-2 select-none', sign_)}>
          {note ? '\\' : sign}
        </span>
        {said ? <VisuallyHidden>{said}</VisuallyHidden> : null}
        <span className={note ? 'text-muted italic' : undefined}>{shownText(line.text)}</span>
      </td>
    </tr>
  );
}

/** As many stretches as there is room for, the last perhaps not whole. */
function fitting(stretches: readonly DiffLine[][]): DiffLine[][] {
  let room = ROWS_AT_MOST;
  return stretches.flatMap((stretch) => {
    const shown = stretch.slice(0, Math.max(0, room));
    room -= stretch.length;
    return shown.length === 0 ? [] : [shown];
  });
}

/** What differs between two sources, the older lines removed and the newer added. */
export function SourceChanges({ comparison, label }: { comparison: Comparison; label: string }) {
  const shown = fitting(comparison.stretches);
  const all = comparison.stretches.reduce((sum, stretch) => sum + stretch.length, 0);
  return (
    <>
      <div
        tabIndex={0}
        role="region"
        aria-label={label}
        className="max-h-[75dvh] overflow-auto contain-inline-size focus-visible:outline-offset-[-2px]"
      >
        <table className="w-full border-collapse font-mono text-xs leading-5">
          <caption className="sr-only">{label}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Line before</th>
              <th scope="col">Line now</th>
              <th scope="col">Text</th>
            </tr>
          </thead>
          {shown.map((stretch, at) => (
            <tbody key={at} className={at === 0 ? undefined : 'border-t-4 border-sunken'}>
              {stretch.map((line, place) => (
                <Line key={place} line={line} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {all > ROWS_AT_MOST ? (
        <p className="border-t px-4 py-2.5 text-dense text-muted">
          {`The first ${ROWS_AT_MOST.toLocaleString('en')} of ${all.toLocaleString('en')} lines.`}
        </p>
      ) : null}
    </>
  );
}
