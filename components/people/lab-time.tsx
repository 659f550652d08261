/** A time in the lab's zone; `never` where there is none. */
export function LabTime({
  at,
  timeZone,
  never = 'never',
}: {
  at: string | null;
  timeZone: string;
  never?: string;
}) {
  if (at === null) return <span className="text-muted">{never}</span>;
  const words = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(at));
  return <time dateTime={at}>{words}</time>;
}
