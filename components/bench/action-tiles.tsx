import { cn } from '@/components/ui/class-names';
import { Spinner } from '@/components/ui/spinner';
import { ActionIcon, likelyNext, type ActionView } from './action-look';

/** Every action as a tile to hit with a glove: what is allowed first, the rest with why not. */
export function ActionTiles({ offered, letters, tests, working, onChoose }: ActionView) {
  const allowed = offered.filter(({ why }) => why === null);
  const refused = offered.filter(({ why }) => why !== null);
  const next = likelyNext(offered);
  return (
    <div className="space-y-4">
      {allowed.length > 0 ? (
        <ul aria-label="Actions" className="grid grid-cols-2 gap-2 md:grid-cols-3 xl:grid-cols-4">
          {allowed.map((each) => {
            const letter = letters.get(each.action);
            const primary = each.action === next;
            return (
              <li key={each.action}>
                <button
                  type="button"
                  disabled={working !== null}
                  aria-busy={working === each.action || undefined}
                  aria-keyshortcuts={letter && `Alt+${letter}`}
                  onClick={() => onChoose(each)}
                  className={cn(
                    'flex h-full min-h-14 w-full items-center gap-3 rounded-md px-3.5 py-2 text-left text-base font-medium transition-colors disabled:cursor-wait',
                    primary
                      ? 'bg-accent text-on-accent hover:bg-accent-strong'
                      : 'border border-line-strong bg-surface hover:border-ink-soft hover:bg-hover',
                  )}
                >
                  {working === each.action ? (
                    <Spinner />
                  ) : (
                    <ActionIcon action={each.action} className="size-5 shrink-0" />
                  )}
                  <span className="min-w-0 grow">
                    <span className="block leading-tight text-balance">{each.label}</span>
                    {each.count < tests ? (
                      <span className="block text-xs font-normal">
                        {each.count} of {tests} tests
                      </span>
                    ) : null}
                  </span>
                  {letter ? (
                    <kbd
                      aria-hidden="true"
                      className={cn(
                        'shrink-0 rounded-sm border px-1.5 font-sans text-2xs font-normal max-lg:hidden',
                        primary ? 'border-on-accent/50' : 'text-muted',
                      )}
                    >
                      Alt {letter}
                    </kbd>
                  ) : null}
                </button>
              </li>
            );
          })}
        </ul>
      ) : (
        <p className="text-sm text-muted">Nothing can be done to it now.</p>
      )}
      {refused.length > 0 ? (
        <div className="space-y-2">
          <h3 className="text-xs text-muted">Not now</h3>
          <ul
            aria-label="Actions that are not allowed"
            className="grid gap-x-4 gap-y-1 sm:grid-cols-2 xl:grid-cols-3"
          >
            {refused.map((each) => (
              <li key={each.action}>
                <button
                  type="button"
                  disabled
                  className="flex w-full items-baseline gap-2 rounded-sm py-1 text-left text-dense disabled:cursor-not-allowed"
                >
                  <ActionIcon
                    action={each.action}
                    className="size-3.5 shrink-0 translate-y-0.5 text-muted"
                  />
                  <span className="font-medium whitespace-nowrap text-ink-soft">{each.label}</span>
                  <span className="min-w-0 text-muted">{each.why}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
