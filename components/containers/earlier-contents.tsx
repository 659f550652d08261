import { specimenHref } from '@/components/specimens/addresses';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import type { EarlierContent } from '@/lib/containers/contents/earlier-contents';

/** What was in a container and is not any more, folded. */
export function EarlierContents({
  labSlug,
  timeZone,
  rows,
  more,
}: {
  labSlug: string;
  timeZone: string;
  rows: readonly EarlierContent[];
  more: boolean;
}) {
  if (rows.length === 0) return null;
  return (
    <details className="border-t px-4 py-2.5">
      <summary className="w-fit rounded-sm text-dense text-accent underline decoration-1 underline-offset-3 max-md:py-2">
        What was in it before: {rows.length}
        {more ? ' and more' : ''}
      </summary>
      <ul className="mt-2 max-h-80 space-y-1 overflow-y-auto text-dense" tabIndex={0}>
        {rows.map(({ well, specimen_id: number, from, until }) => (
          <li key={`${well ?? ''} ${number} ${until}`} className="flex flex-wrap gap-x-3">
            {well === null ? null : <span className="w-10 font-mono">{well}</span>}
            <TextLink href={specimenHref(labSlug, number)} className="font-mono">
              {number}
            </TextLink>
            <span className="text-muted">
              <LabTime time={from} timeZone={timeZone} /> to{' '}
              <LabTime time={until} timeZone={timeZone} />
            </span>
          </li>
        ))}
      </ul>
      {more ? (
        <p className="mt-1 text-xs text-muted">The newest {rows.length} are listed.</p>
      ) : null}
    </details>
  );
}
