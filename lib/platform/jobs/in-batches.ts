/**
 * Does `batch` over and over until one did less than `atOnce`, or until it is to stop: each answers how
 * many it did. @returns how many in all
 */
export async function inBatches(
  atOnce: number,
  stopping: () => boolean,
  batch: () => Promise<number>,
): Promise<number> {
  let all = 0;
  while (!stopping()) {
    const done = await batch();
    all += done;
    if (done < atOnce) return all;
  }
  return all;
}
