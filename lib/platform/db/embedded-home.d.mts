import type { ServerUser } from './server-user.mjs';

export function embeddedHome(
  runAs: ServerUser | undefined,
  env?: Record<string, string | undefined>,
): string;
