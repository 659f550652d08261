import { Code } from '@/components/ui/code';
import type { MllpRefusal } from '@/lib/instruments/mllp/mllp-report';
import { Ago } from './ago';

const CAUSES: Readonly<Record<string, string>> = {
  unknown: 'nobody is known by it: add the address if it is this device',
  two_labs: 'several labs name this address: tell them apart by MSH-3 and MSH-4',
  too_large: 'the message was larger than 1 MiB',
  too_many_requests: 'too many connections or messages at once',
  malformed: 'the message did not end, or was empty',
};

/** Whom the listener refused since the worker was started; nothing of their messages is stored. */
export function MllpRefusals({
  refusals,
  timeZone,
  now,
}: {
  refusals: readonly MllpRefusal[];
  timeZone: string;
  now: string;
}) {
  if (refusals.length === 0) return null;
  return (
    <section aria-label="Refused lately" className="mt-4 border-t pt-4">
      <h3 className="text-dense font-medium">Refused lately</h3>
      <ul className="divide-y">
        {refusals.map(({ address, application, facility, cause, times, lastAt }) => (
          <li key={`${address} ${application} ${facility} ${cause}`} className="py-2 text-dense">
            <Code className="font-medium">{address}</Code>
            <span className="text-xs text-muted">
              {' '}
              MSH-3 {application ?? 'none'} · MSH-4 {facility ?? 'none'}
            </span>
            <span className="block text-xs text-muted">
              {CAUSES[cause] ?? cause} ·{' '}
              {times === 1 ? 'once' : `${times.toLocaleString('en')} times`}, last{' '}
              <Ago time={lastAt} now={now} timeZone={timeZone} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
