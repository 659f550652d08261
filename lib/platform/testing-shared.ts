import path from 'node:path';

/**
 * Reference data beside the repository, which are no part of it: tests that read them skip where they
 * are absent. From the root, so that a test may move without losing sight of them.
 */
export function sharedFile(name: string): string {
  return path.resolve(process.cwd(), '..', 'shared', name);
}
