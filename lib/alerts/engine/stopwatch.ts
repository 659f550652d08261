/** Milliseconds since it was made or asked last. */
export function stopwatch(): () => number {
  let since = performance.now();
  return () => {
    const [before, now] = [since, performance.now()];
    since = now;
    return now - before;
  };
}
