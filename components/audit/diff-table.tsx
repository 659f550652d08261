import { LabTime } from '@/components/ui/lab-time';
import { cn } from '@/components/ui/class-names';
import type { DiffRow } from '@/lib/audit/diff';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

const WORDS: Record<DiffRow['change'], string> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  same: 'Unchanged',
};

function Value({ text, timeZone }: { text: string | null; timeZone: string }) {
  if (text === null) return <span className="text-muted">–</span>;
  if (INSTANT.test(text)) return <LabTime time={text} timeZone={timeZone} />;
  if (text === '') return <span className="text-muted">(empty)</span>;
  return <span className="wrap-anywhere whitespace-pre-wrap">{text}</span>;
}

const cell = 'border-t px-3 py-1.5 align-top';

/** What an event changed, field by field; a column only where something stands in it. */
export function DiffTable({
  rows,
  timeZone,
  label,
}: {
  rows: readonly DiffRow[];
  timeZone: string;
  label: string;
}) {
  const wasThere = rows.some(({ before }) => before !== null);
  const isThere = rows.some(({ after }) => after !== null);
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="w-full overflow-x-auto rounded-md border bg-surface contain-inline-size"
    >
      <table className="w-full border-separate border-spacing-0 text-left text-dense">
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="px-3 py-1.5 font-medium">
              Field
            </th>
            {wasThere ? (
              <th scope="col" className="px-3 py-1.5 font-medium">
                Before
              </th>
            ) : null}
            {isThere ? (
              <th scope="col" className="px-3 py-1.5 font-medium">
                After
              </th>
            ) : null}
            {wasThere && isThere ? (
              <th scope="col" className="px-3 py-1.5 font-medium">
                Change
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, before, after, change }) => {
            const differs = change !== 'same' && wasThere && isThere;
            return (
              <tr key={path} className={cn(change === 'same' && 'text-muted')}>
                <th scope="row" className={cn(cell, 'font-mono font-normal whitespace-nowrap')}>
                  {path}
                </th>
                {wasThere ? (
                  <td
                    className={cn(cell, 'min-w-32', differs && before !== null && 'bg-danger-soft')}
                  >
                    <Value text={before} timeZone={timeZone} />
                  </td>
                ) : null}
                {isThere ? (
                  <td
                    className={cn(
                      cell,
                      'min-w-32',
                      differs && after !== null && 'bg-positive-soft',
                    )}
                  >
                    <Value text={after} timeZone={timeZone} />
                  </td>
                ) : null}
                {wasThere && isThere ? (
                  <td className={cn(cell, 'whitespace-nowrap text-muted')}>{WORDS[change]}</td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
