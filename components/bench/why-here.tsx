import { Alert } from '@/components/ui/alert';
import { labTimeText } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import type { Specimen } from '@/lib/specimens/contract';

/** What whoever holds the tube must know before they go on: retests, criticals, notes. */
export function WhyHere({
  specimen,
  labSlug,
  timeZone,
}: {
  specimen: Specimen;
  labSlug: string;
  timeZone: string;
}) {
  const retests = specimen.tests.flatMap((test) =>
    test.retest_of ? [{ test, of: test.retest_of }] : [],
  );
  const criticals = specimen.tests.filter((test) => test.critical_open);
  return (
    <>
      {specimen.voided ? (
        <Alert tone="warning" title="Voided">
          It was entered by mistake and is in no figure. Nothing can be done to it.
        </Alert>
      ) : null}
      {criticals.length > 0 ? (
        <Alert tone="danger" title="A critical result waits to be called">
          {criticals.map(({ assay }) => assay).join(', ')}: tell whoever ordered it, and note the
          read-back under <TextLink href={`/${labSlug}/criticals`}>Criticals</TextLink>.
        </Alert>
      ) : null}
      {retests.map(({ test, of }) => (
        <Alert key={`${test.assay} ${test.run}`} tone="warning" title={`${test.assay}: retest`}>
          Run {test.run} takes the place of run {of.run}
          {of.reason ? `, because: ${of.reason}` : ', which was invalidated'}
        </Alert>
      ))}
      {specimen.rejection_reason ? (
        <Alert tone="warning" title="Rejected">
          {specimen.rejection_reason}
        </Alert>
      ) : null}
      {specimen.notes.length > 0 ? (
        <Alert tone="info" title={specimen.notes.length === 1 ? 'Note' : 'Notes'}>
          <ul className="space-y-1">
            {specimen.notes.slice(-3).map((note) => (
              <li key={`${note.at} ${note.text}`}>
                {note.assay === null ? null : <span className="font-mono">{note.assay}: </span>}
                <span className="text-ink">{note.text}</span>{' '}
                <span className="text-xs text-muted">
                  {note.by}, {labTimeText(note.at, timeZone)}
                </span>
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
    </>
  );
}
