import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { specimenHref } from '@/components/specimens/addresses';
import { Badge } from '@/components/ui/badge';
import { Code } from '@/components/ui/code';
import { exactLabTime, LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import type { AuditEventAnswer } from '@/lib/audit/contract';
import { diffOf, thingName } from '@/lib/audit/diff';
import { DiffTable } from './diff-table';

const KINDS = { person: 'Person', key: 'Key', system: 'System' } as const;

/** The columns of the list; its head has the same. */
export const AUDIT_GRID =
  'md:grid md:grid-cols-[1rem_9rem_minmax(7rem,11rem)_minmax(9rem,14rem)_minmax(0,1fr)_5.5rem] md:items-center md:gap-x-3';

type Look = { labSlug: string; timeZone: string };

/** One event: a line that opens to what changed, who did it in which request, and its seal. */
export function AuditEvent({ event, ...look }: Look & { event: AuditEventAnswer }) {
  const { at, actor, action, entity, seal } = event;
  const name = thingName(event);
  return (
    <li className="border-t first:border-t-0">
      <details className="group/event">
        <summary
          className={`${AUDIT_GRID} flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-dense hover:bg-hover focus-visible:-outline-offset-2 max-md:min-h-11 [&::-webkit-details-marker]:hidden`}
        >
          <ChevronRight
            aria-hidden="true"
            className="size-4 text-muted transition-transform group-open/event:rotate-90"
          />
          <LabTime time={at} timeZone={look.timeZone} />
          <span className="truncate">{actor.name}</span>
          <span className="max-md:flex max-md:w-full max-md:flex-wrap max-md:gap-x-2 max-md:pl-7 md:contents">
            <Code className="truncate">{action}</Code>
            <span className="min-w-0 truncate">
              <span className="text-muted">{entity}</span>{' '}
              {name === null ? null : <span className="font-medium">{name}</span>}
              {event.reason === null ? null : <span className="text-muted"> · {event.reason}</span>}
            </span>
          </span>
          <span className="text-right text-muted max-md:hidden">
            {seal ? seal.position.toLocaleString('en-GB') : <Badge>Sealing</Badge>}
          </span>
        </summary>
        <Details event={event} {...look} />
      </details>
    </li>
  );
}

function Details({ event, labSlug, timeZone }: Look & { event: AuditEventAnswer }) {
  const { at, actor, action, entity_id, specimen_id, request_id, reason, seal } = event;
  const rows = diffOf(event.before, event.after);
  const here = (query: Record<string, string>) =>
    `/${labSlug}/audit?${new URLSearchParams(query).toString()}`;
  return (
    <div className="space-y-3 border-t bg-sunken px-4 py-3 md:pl-11">
      {rows.length > 0 ? (
        <DiffTable rows={rows} timeZone={timeZone} label={`What ${action} changed`} />
      ) : (
        <p className="text-dense text-muted">No more was recorded than that it was done.</p>
      )}
      <dl className="grid gap-x-8 gap-y-2 text-dense sm:grid-cols-2 xl:grid-cols-3">
        {reason === null ? null : <Fact label="Reason">{reason}</Fact>}
        <Fact label="Time">{exactLabTime(at, timeZone)}</Fact>
        <Fact label="By">
          {actor.name} <span className="text-muted">({KINDS[actor.kind].toLowerCase()})</span>
        </Fact>
        {specimen_id === null ? null : (
          <Fact label="Specimen">
            <TextLink href={specimenHref(labSlug, specimen_id)}>{specimen_id}</TextLink>
            {' · '}
            <TextLink href={here({ entity_id: specimen_id })}>all its events</TextLink>
          </Fact>
        )}
        {entity_id === null ? null : (
          <Fact label="Id">
            <Code>{entity_id}</Code>
          </Fact>
        )}
        <Fact label="Request">
          <TextLink href={here({ request_id })}>
            <Code>{request_id}</Code>
          </TextLink>
        </Fact>
        {seal === null ? (
          <Fact label="Seal">Waits for its seal, which takes a few seconds.</Fact>
        ) : (
          <>
            <Fact label="Sealed">
              row {seal.position.toLocaleString('en-GB')},{' '}
              <LabTime time={seal.sealed_at} timeZone={timeZone} />
            </Fact>
            <Fact label="Hash">
              <Code>{seal.hash}</Code>
            </Fact>
          </>
        )}
      </dl>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
