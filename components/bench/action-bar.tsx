import { Button } from '@/components/ui/button';
import { ActionIcon, likelyNext, type ActionView } from './action-look';

/** The actions of a whole tube at the head of its page; why the others are not allowed is folded. */
export function ActionBar({ offered, tests, working, onChoose }: ActionView) {
  const allowed = offered.filter(({ why }) => why === null);
  const refused = offered.filter(({ why }) => why !== null);
  const next = likelyNext(offered);
  if (offered.length === 0) return null;
  return (
    <div className="flex flex-wrap items-start gap-2">
      {allowed.map((each) => (
        <Button
          key={each.action}
          variant={each.action === next ? 'primary' : 'secondary'}
          icon={<ActionIcon action={each.action} />}
          pending={working === each.action}
          disabled={working !== null}
          onClick={() => onChoose(each)}
        >
          {each.label}
          {each.count < tests ? (
            <span className="text-xs font-normal">
              {each.count} of {tests}
            </span>
          ) : null}
        </Button>
      ))}
      {refused.length > 0 ? (
        <details className="min-w-0 py-2 open:w-full max-md:w-full max-md:py-0">
          <summary className="block w-fit rounded-sm text-dense text-muted underline decoration-1 underline-offset-3 hover:text-ink max-md:py-3">
            {allowed.length === 0 ? 'Why is nothing allowed?' : 'Why not something else?'}
          </summary>
          <dl className="mt-2 grid gap-x-6 gap-y-1 text-dense sm:grid-cols-2 xl:grid-cols-3">
            {refused.map((each) => (
              <div key={each.action} className="flex gap-2">
                <dt className="font-medium whitespace-nowrap">{each.label}</dt>
                <dd className="text-muted">{each.why}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </div>
  );
}
