import { WithdrawButton } from '@/components/people/withdraw-button';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import type { ActionResult } from '@/lib/entry/action-result';
import type { SecretAnswer } from '@/lib/instruments/secrets/contract';

/** Those that ended are of interest for a while only. */
const ENDED_SHOWN = 2;

const STATES = {
  good: { label: 'Good', tone: 'positive' },
  ending: { label: 'Being replaced', tone: 'warning' },
  ended: { label: 'Ended', tone: 'neutral' },
} as const;

/** The secrets of a device without their text, the newest first, each with the way to end it. */
export function SecretList({
  secrets,
  labSlug,
  timeZone,
  device,
  revoke,
}: {
  secrets: readonly SecretAnswer[];
  labSlug: string;
  timeZone: string;
  device: string;
  revoke: (labSlug: string, input: unknown) => Promise<ActionResult<SecretAnswer>>;
}) {
  const ended = secrets.filter(({ state }) => state === 'ended');
  const left = new Set(ended.slice(ENDED_SHOWN));
  return (
    <ul aria-label="Secrets" className="divide-y">
      {secrets
        .filter((secret) => !left.has(secret))
        .map(({ id, state, made_by, created_at, valid_until }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2.5">
            <Badge tone={STATES[state].tone}>{STATES[state].label}</Badge>
            <span className="min-w-0 grow text-dense">
              Made <LabTime time={created_at} timeZone={timeZone} /> by {made_by}
              {valid_until === null ? null : (
                <span className="block text-xs text-muted">
                  {state === 'ended' ? 'Ended ' : 'Good until '}
                  <LabTime time={valid_until} timeZone={timeZone} />
                </span>
              )}
            </span>
            {state === 'ended' ? null : (
              <WithdrawButton
                run={revoke.bind(null, labSlug, { device, id })}
                label="Revoke"
                of={`secret made by ${made_by}`}
                title="Revoke this secret?"
                description="Messages signed with it are refused from now on. It cannot be brought back."
                done="The secret no longer works"
              />
            )}
          </li>
        ))}
    </ul>
  );
}
