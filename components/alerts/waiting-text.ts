/** How much stands still behind a device: “37 tests wait there, 4 STAT, 6 urgent”. */
export function waitingText({
  tests,
  stat,
  urgent,
}: {
  tests: number;
  stat: number;
  urgent: number;
}): string {
  if (tests === 0) return 'No test waits there';
  const count = (value: number) => value.toLocaleString('en');
  return [
    `${count(tests)} ${tests === 1 ? 'test waits' : 'tests wait'} there`,
    stat > 0 ? `${count(stat)} STAT` : null,
    urgent > 0 ? `${count(urgent)} urgent` : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
