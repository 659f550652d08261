/** Whether the system verifies an assay, and of how much of what was released it did. */
export function AutoverifiedShare({
  on,
  share = null,
  n = 0,
}: {
  on: boolean;
  /** 0–1; null when nothing was released. */
  share?: number | null;
  n?: number;
}) {
  const word = on ? 'On' : 'Off';
  if (!on && !share) return <span className="text-muted">{word}</span>;
  return (
    <span className="whitespace-nowrap">
      <span className="font-medium">{word}</span>
      <span className="text-muted">
        {share === null
          ? ' · nothing released'
          : ` · ${(share * 100).toFixed(1)} % of ${n.toLocaleString('en')}`}
      </span>
    </span>
  );
}
