import { CircleAlert } from 'lucide-react';

type Fault = { line: number; column: number; text: string };

const SHOWN = 50;

/**
 * What is wrong with a text of rules, every fault with its line; in an editor each is a way to its
 * place.
 */
export function FaultList({
  faults,
  onGo,
}: {
  faults: readonly Fault[];
  onGo?: (fault: Fault) => void;
}) {
  const more = faults.length - SHOWN;
  return (
    <ol aria-label="Faults" className="grid gap-1 text-dense">
      {faults.slice(0, SHOWN).map((fault, at) => {
        const words = (
          <>
            <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-danger" />
            <span className="min-w-0 break-words">
              <span className="font-medium">Line {fault.line}:</span> {fault.text}
            </span>
          </>
        );
        return (
          <li key={at}>
            {onGo ? (
              <button
                type="button"
                onClick={() => onGo(fault)}
                className="flex w-full items-start gap-2 rounded-sm px-1.5 py-1 text-left hover:bg-hover max-md:py-2"
              >
                {words}
              </button>
            ) : (
              <span className="flex items-start gap-2 px-1.5 py-1">{words}</span>
            )}
          </li>
        );
      })}
      {more > 0 ? (
        <li className="px-1.5 text-muted">and {more.toLocaleString('en')} more</li>
      ) : null}
    </ol>
  );
}
