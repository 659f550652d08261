type Waiting<T, R> = {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
};

/**
 * Makes one statement of what is asked for while `atATime` of them are under way: one for many rows
 * costs hardly more than one for a single row, and one that is asked for alone waits for nothing.
 * `work` answers in the order of its items, which is that in which they were asked for; where it
 * fails for several, each is done by itself, so that a bad one is alone in failing.
 */
export function gather<T, R>(
  work: (items: readonly T[]) => Promise<readonly R[]>,
  { atATime, most }: { atATime: number; most: number },
): (item: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = [];
  let underWay = 0;

  const settle = async (group: readonly Waiting<T, R>[]): Promise<void> => {
    try {
      const results = await work(group.map(({ item }) => item));
      if (results.length !== group.length) throw new Error('One answer for each item, in order');
      results.forEach((result, index) => group[index]?.resolve(result));
    } catch (error) {
      const [first] = group;
      if (first && group.length === 1) return first.reject(error);
      for (const one of group) await settle([one]);
    }
  };

  const next = (): void => {
    if (underWay >= atATime || waiting.length === 0) return;
    const group = waiting.slice(0, most);
    waiting = waiting.slice(most);
    underWay += 1;
    void settle(group).finally(() => {
      underWay -= 1;
      next();
    });
  };

  return (item) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      next();
    });
}
