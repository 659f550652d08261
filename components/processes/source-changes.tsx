'use client';

import { cn } from '@/components/ui/class-names';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import type { DiffLine } from '@/lib/processes/compare-sources';

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

/**
 * What differs between two sources, the older lines removed and the newer added; `all` of them may
 * be more than are shown. In the browser, so that what is sent is the lines and no more.
 */
export function SourceChanges({
  stretches,
  all,
  label,
}: {
  stretches: readonly (readonly DiffLine[])[];
  all: number;
  label: string;
}) {
  const count = stretches.reduce((sum, stretch) => sum + stretch.length, 0);
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
          {stretches.map((stretch, at) => (
            <tbody key={at} className={at === 0 ? undefined : 'border-t-4 border-sunken'}>
              {stretch.map((line, place) => (
                <Line key={place} line={line} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {all > count ? (
        <p className="border-t px-4 py-2.5 text-dense text-muted">
          {`The first ${count.toLocaleString('en')} of ${all.toLocaleString('en')} lines.`}
        </p>
      ) : null}
    </>
  );
}
