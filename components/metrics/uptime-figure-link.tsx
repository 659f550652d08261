import Link from 'next/link';

/** A figure that leads to its rows; nothing prints a dash, with why on hover and read aloud. */
export function UptimeFigureLink({
  text,
  href,
  label,
  none,
}: {
  text: string | null;
  href: string;
  label: string;
  /** Why there is nothing. */
  none?: string;
}) {
  if (text === null) {
    return (
      <span className="text-muted" title={none}>
        –{none ? <span className="sr-only"> {none}</span> : null}
      </span>
    );
  }
  return (
    <Link
      href={href}
      aria-label={`${label} ${text}`}
      className="inline-block min-h-6 min-w-6 rounded-sm leading-6 decoration-line-strong underline-offset-3 hover:underline hover:decoration-accent"
    >
      {text}
    </Link>
  );
}
