import { SourceChanges } from '@/components/processes/source-changes';
import { compareSources, firstLines } from '@/lib/processes/compare-sources';

/** More lines than that nobody reads. */
const LINES_AT_MOST = 600;

/** What differs between two texts of rules, line by line. */
export function LineChanges({
  before,
  after,
  label,
}: {
  before: string;
  after: string;
  label: string;
}) {
  const compared = compareSources(before, after);
  if (compared.stretches.length === 0) {
    return <p className="px-4 py-3 text-dense text-muted">The texts are the same.</p>;
  }
  return <SourceChanges {...firstLines(compared, LINES_AT_MOST)} label={label} />;
}
