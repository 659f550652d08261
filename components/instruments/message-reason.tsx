import type { ReactNode } from 'react';
import { newSpecimenHref, specimenHref } from '@/components/specimens/addresses';
import { Alert } from '@/components/ui/alert';
import { LabTime } from '@/components/ui/lab-time';
import { LinkButton } from '@/components/ui/link-button';
import type { Message } from '@/lib/instruments/inbox/contract';
import { mappingHref } from './addresses';
import { codeText, remediesOf, replayHelps, type Remedy } from './message-words';

/** What the reader may do of what would help. */
export type MayMend = Record<Remedy, boolean>;

/** Why a message was not applied and what helps; of one that waits, since when and why. */
export function MessageReason({
  message,
  labSlug,
  timeZone,
  may,
}: {
  message: Message;
  labSlug: string;
  timeZone: string;
  may: MayMend;
}) {
  const { status, code, reason } = message;
  if (status === 'accepted') return <Waiting message={message} timeZone={timeZone} />;
  if (reason === null || code === null) return null;
  return (
    <Alert
      tone={status === 'quarantined' ? 'danger' : 'neutral'}
      title={codeText(code)}
      actions={<Remedies message={message} labSlug={labSlug} may={may} />}
    >
      <p className="wrap-anywhere">{reason}</p>
      {message.awaits === null ? null : (
        <p>
          It is tried again by itself when specimen{' '}
          <span className="font-mono">{message.awaits}</span> appears, until{' '}
          <LabTime time={message.awaits_until} timeZone={timeZone} />.
        </p>
      )}
      {status === 'quarantined' && !replayHelps(message) ? (
        <p>These bytes stay as they are: have the instrument send it again.</p>
      ) : null}
    </Alert>
  );
}

function Waiting({ message, timeZone }: { message: Message; timeZone: string }) {
  const { attempts, next_attempt_at: next, reason } = message;
  if (attempts === 0) {
    return (
      <Alert tone="info" title="It waits to be applied">
        Messages of a device are applied one after the other, in the order they came. This page
        follows.
      </Alert>
    );
  }
  return (
    <Alert
      tone="warning"
      title={`It could not be applied yet, after ${attempts} attempt${attempts === 1 ? '' : 's'}`}
    >
      {reason === null ? null : <p className="wrap-anywhere">{reason}</p>}
      {next === null ? (
        <p>It is tried again at once.</p>
      ) : (
        <p>
          It is tried again from <LabTime time={next} timeZone={timeZone} shape="clock" /> on.
        </p>
      )}
    </Alert>
  );
}

function Remedies({
  message,
  labSlug,
  may,
}: {
  message: Message;
  labSlug: string;
  may: MayMend;
}): ReactNode {
  const { code, device, awaits, specimens } = message;
  const links = remediesOf(message)
    .filter((remedy) => may[remedy])
    .flatMap((remedy): { href: string; label: string }[] => {
      switch (remedy) {
        case 'enter_specimen': {
          if (awaits === null) return [];
          const query = new URLSearchParams({ specimen_id: awaits });
          return [{ href: `${newSpecimenHref(labSlug)}?${query}`, label: `Enter ${awaits}` }];
        }
        case 'specimen':
          return specimens.slice(0, 3).map((number) => ({
            href: specimenHref(labSlug, number),
            label: `Open ${number}`,
          }));
        case 'mapping':
          return [{ href: mappingHref(labSlug, device), label: `Table of ${device}` }];
        case 'catalogue':
          return code === 'unknown_assay'
            ? [{ href: `/${labSlug}/admin/assays`, label: 'Assays' }]
            : [{ href: `/${labSlug}/admin/analytes`, label: 'Analytes' }];
        case 'devices':
          return [{ href: `/${labSlug}/admin/devices`, label: 'Devices' }];
        case 'keys':
          return [{ href: `/${labSlug}/admin/keys`, label: 'Keys' }];
      }
    });
  if (links.length === 0) return null;
  return links.map(({ href, label }) => (
    <LinkButton key={href} href={href} size="sm">
      {label}
    </LinkButton>
  ));
}
