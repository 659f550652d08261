import { Card } from '@/components/ui/card';

const SHOWN = 200;

/** Spellings of other kits, and how they were read; nothing where there are none. */
export function NoteList({
  notes,
  title,
  description,
}: {
  notes: readonly { line: number; text: string }[];
  title: string;
  description: string;
}) {
  if (notes.length === 0) return null;
  return (
    <Card title={title} description={description}>
      <ul className="max-h-72 space-y-1 overflow-y-auto text-dense" tabIndex={0} aria-label={title}>
        {notes.slice(0, SHOWN).map(({ line, text }, at) => (
          <li key={at}>
            <span className="text-muted">Line {line}:</span> {text}
          </li>
        ))}
        {notes.length > SHOWN ? (
          <li className="text-muted">and {notes.length - SHOWN} more</li>
        ) : null}
      </ul>
    </Card>
  );
}
