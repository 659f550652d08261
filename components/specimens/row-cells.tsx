import { RowLink, Td, Th } from '@/components/ui/table';
import { specimenHref } from './addresses';

/** The cell that heads a row of tests: the specimen's number, which leads to its page. */
export function SpecimenCell({ labSlug, number }: { labSlug: string; number: string }) {
  return (
    <Th scope="row">
      <RowLink href={specimenHref(labSlug, number)}>
        <span className="font-mono text-xs">{number}</span>
      </RowLink>
    </Th>
  );
}

/** The assay of a test, with its run where it is a retest; `run` is null for a whole specimen. */
export function AssayCell({ assay, run }: { assay: string | null; run: number | null }) {
  return (
    <Td>
      {assay}
      {run !== null && run > 1 ? <span className="text-muted"> run {run}</span> : null}
    </Td>
  );
}
