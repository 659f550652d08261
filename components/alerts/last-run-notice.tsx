import { Alert } from '@/components/ui/alert';
import { TextLink } from '@/components/ui/link-button';
import { LabTime } from '@/components/ui/lab-time';
import type { LastRun } from '@/lib/alerts/engine/last-run';
import { ruleHref } from './addresses';

/** Above alerts that may not be what they seem: nobody looks any more, or some rules fail. */
export function LastRunNotice({
  run: { at, stale, failures },
  labSlug,
  timeZone,
}: {
  run: LastRun;
  labSlug: string;
  timeZone: string;
}) {
  return (
    <>
      {stale ? (
        <Alert tone="danger" title="The rules are not being evaluated">
          {at === null ? (
            'They never were in this lab. '
          ) : (
            <>
              The last time was <LabTime time={at.toISOString()} timeZone={timeZone} />.{' '}
            </>
          )}
          What goes wrong now is neither shown here nor told. Tell whoever runs this installation
          that its worker stands still.
        </Alert>
      ) : null}
      {failures.length === 0 ? null : (
        <Alert
          tone="warning"
          title={
            failures.length === 1
              ? 'A rule could not be evaluated'
              : `${failures.length} rules could not be evaluated`
          }
        >
          <ul className="list-disc space-y-0.5 pl-4.5">
            {failures.map(({ id, rule, reason }) => (
              <li key={id} className="wrap-anywhere">
                <TextLink href={ruleHref(labSlug, id)}>{rule}</TextLink>: {reason}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}
