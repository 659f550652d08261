const KEYS: { label: string; marks: Record<`data-${string}`, string>; mark?: string }[] = [
  { label: 'Filled container', marks: { 'data-thing': 'container', 'data-filled': '' } },
  { label: 'Empty container', marks: { 'data-thing': 'container' } },
  {
    label: 'Lid on',
    marks: { 'data-thing': 'container', 'data-filled': '', 'data-lidded': '' },
  },
  {
    label: 'In an experiment',
    marks: { 'data-thing': 'container', 'data-filled': '', 'data-experiment': '' },
  },
  { label: 'A lid', marks: { 'data-thing': 'lid' } },
  { label: 'Free', marks: {} },
  { label: 'Conflict', marks: { 'data-conflict': '' }, mark: '!' },
];

/** What the signs of the positions mean. */
export function DeckLegend() {
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-2 text-xs text-muted">
      {KEYS.map(({ label, marks, mark }) => (
        <li key={label} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="deck-cell" data-key="" {...marks}>
            {mark ? <span className="deck-mark">{mark}</span> : null}
          </span>
          {label}
        </li>
      ))}
    </ul>
  );
}
