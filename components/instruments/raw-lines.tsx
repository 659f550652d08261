import type { Message } from '@/lib/instruments/inbox/contract';
import { splitRaw, type RawField, type RawLine } from './split-raw';

/** Most lines that are drawn, and characters of one field: an attachment may be a megabyte. */
const MOST_LINES = 400;
const MOST_CHARACTERS = 1_000;

/** A message's text, a segment or record a line; each field says its name on hover. */
export function RawLines({ format, raw }: { format: Message['format']; raw: string }) {
  const lines = splitRaw(format, raw);
  return (
    <div
      role="region"
      aria-label="What came"
      tabIndex={0}
      className="max-h-[75dvh] overflow-y-auto px-4 py-3 font-mono text-xs/5 focus-visible:-outline-offset-2"
    >
      <ol>
        {lines.slice(0, MOST_LINES).map((line, index) => (
          <li key={index} className="pl-10 -indent-10 wrap-anywhere whitespace-pre-wrap">
            <Line line={line} />
          </li>
        ))}
      </ol>
      {lines.length > MOST_LINES ? (
        <p className="mt-2 font-sans text-dense text-muted">
          These are the first {MOST_LINES} of {lines.length.toLocaleString('en')} lines; the
          interface has them all.
        </p>
      ) : null}
    </div>
  );
}

const cut = (text: string) =>
  text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS)}… (${(text.length - MOST_CHARACTERS).toLocaleString('en')} more characters)`;

function Line({ line: { lead, name, separator, fields } }: { line: RawLine }) {
  if (name === null) return cut(lead);
  return (
    <>
      {lead === '' ? null : <span className="text-muted">{lead}</span>}
      <span className="font-semibold text-accent">{name}</span>
      {fields.map((field, index) => (
        <Field key={index} field={field} separator={separator} />
      ))}
    </>
  );
}

function Field({ field: { text, title }, separator }: { field: RawField; separator: string }) {
  return (
    <>
      <span className="text-muted">{separator}</span>
      {text === '' ? null : (
        <span title={title} className="rounded-xs hover:bg-accent-soft hover:text-accent-strong">
          {cut(text)}
        </span>
      )}
    </>
  );
}
