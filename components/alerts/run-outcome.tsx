import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/link-button';
import type { RunAnswer } from '@/lib/alerts/alerts/contract';
import { deliveryHref } from './addresses';
import { REASON_LABELS } from './deliveries/delivery-words';
import { PayloadView } from './payload-view';

type Told = RunAnswer['notifications'][number];

/** So many notifications are shown in full. */
const SHOWN = 20;

const count = (value: number, one: string, several = `${one}s`) =>
  `${value.toLocaleString('en')} ${value === 1 ? one : several}`;

/** What an evaluation found and told, or would tell, with the exact JSON of each message. */
export function RunOutcome({
  answer,
  dry,
  labSlug,
}: {
  answer: RunAnswer;
  dry: boolean;
  labSlug: string;
}) {
  const { alerts_total: stand, notifications, failures } = answer;
  const messages = count(notifications.length, 'message');
  return (
    <div className="space-y-4">
      <p role="status" className="text-sm">
        <strong>{count(stand, 'alert')}</strong> {stand === 1 ? 'stands' : 'stand'} now.{' '}
        {dry ? (
          <>
            Had nobody been told yet, <strong>{messages}</strong> would go out. Nothing was sent.
          </>
        ) : (
          <>
            <strong>{messages}</strong> {notifications.length === 1 ? 'was' : 'were'} given to be
            sent{notifications.length === 0 ? ': nothing is news' : ''}.
          </>
        )}
      </p>
      {failures.length === 0 ? null : (
        <Alert tone="warning" title="Rules that could not be evaluated">
          <ul className="list-disc pl-4.5">
            {failures.map(({ rule, reason }) => (
              <li key={rule} className="wrap-anywhere">
                {rule}: {reason}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {dry && stand > 0 && notifications.length === 0 ? (
        <p className="text-dense text-muted">
          The rules of these alerts have no channel that is on, or all of them are held back.
        </p>
      ) : null}
      <ol aria-label="Messages" className="space-y-3">
        {notifications.slice(0, SHOWN).map((told, index) => (
          <li key={told.id ?? index} className="rounded-md border p-3">
            <Head told={told} labSlug={labSlug} />
            <div className="mt-3">
              <PayloadView payload={told.payload} label={`${told.rule} to ${told.channel}`} />
            </div>
          </li>
        ))}
      </ol>
      {notifications.length > SHOWN ? (
        <p className="text-dense text-muted">
          and {count(notifications.length - SHOWN, 'message')} more
        </p>
      ) : null}
    </div>
  );
}

function Head({ told, labSlug }: { told: Told; labSlug: string }) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-dense">
      <span className="font-semibold wrap-anywhere">{told.rule}</span>
      <span className="text-muted">
        to <span className="wrap-anywhere">{told.channel}</span>
      </span>
      <Badge>{REASON_LABELS[told.reason]}</Badge>
      {told.held === 'hours' ? <Badge tone="warning">Waits until the channel’s hours</Badge> : null}
      {told.id === null ? null : (
        <TextLink href={deliveryHref(labSlug, told.id)} className="ml-auto max-md:py-2">
          Its delivery
        </TextLink>
      )}
    </p>
  );
}
