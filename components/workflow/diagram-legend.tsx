import { MARKS } from './asked-marks';

const KINDS = [
  { label: 'Open', line: 'border-[1.5px]' },
  { label: 'Done', line: 'border-[2.5px]' },
  { label: 'Without a result', line: 'border-[1.5px] border-dashed' },
];

/** How to read the drawing. */
export function DiagramLegend() {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-xs" aria-label="How to read it">
      {KINDS.map(({ label, line }) => (
        <li key={label} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className={`h-3.5 w-6 rounded-sm border-line-strong bg-sunken ${line}`}
          />
          {label}
        </li>
      ))}
      {MARKS.map(({ field, label, Icon }) => (
        <li key={field} className="flex items-center gap-1.5">
          <Icon aria-hidden="true" className="size-3.5" />
          {label}
        </li>
      ))}
      <li>A line has the colour of the state it leads to</li>
      <li>Small print: the time taken on arrival</li>
    </ul>
  );
}
