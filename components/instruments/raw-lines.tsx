import type { Message } from '@/lib/instruments/inbox/contract';
import { controlName } from './control-names';
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
          <li
            key={index}
            className="pl-4 -indent-4 break-all whitespace-pre-wrap md:pl-10 md:-indent-10"
          >
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
  if (name === null) return <Lead text={cut(lead)} />;
  return (
    <>
      {lead === '' ? null : (
        <span className="text-muted">
          <Lead text={lead} />
        </span>
      )}
      <span className="font-semibold text-accent">{name}</span>
      {fields.map((field, index) => (
        <Field key={index} field={field} separator={separator} />
      ))}
    </>
  );
}

/** Text in which control characters stand by their names: few fonts have pictures of them. */
function Lead({ text }: { text: string }) {
  return text.split(/([\u2400-\u2421])/u).map((part, index) => {
    const control = index % 2 === 1 ? controlName(part) : null;
    if (control === null) return part;
    return (
      <span
        key={index}
        title={control.means}
        className="mr-0.5 inline-block rounded-xs bg-sunken px-0.75 indent-0 text-2xs/4 font-medium text-muted"
      >
        {control.name}
      </span>
    );
  });
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
