/**
 * Runs `pass` again and again with a pause between, until it is stopped; then once more. It can
 * ask whether it is being stopped, and handles its own errors.
 */
export function keepRepeating(
  pass: (stopping: () => boolean) => Promise<void>,
  everyMs: number,
): { stop: () => Promise<void> } {
  let stopped = false;
  let waiting: NodeJS.Timeout | undefined;
  let wake = () => {};
  const stopping = () => stopped;
  const running = (async () => {
    while (!stopped) {
      await pass(stopping);
      if (stopped) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
        waiting = setTimeout(resolve, everyMs);
      });
    }
    await pass(stopping);
  })();
  return {
    async stop() {
      stopped = true;
      clearTimeout(waiting);
      wake();
      await running;
    },
  };
}
