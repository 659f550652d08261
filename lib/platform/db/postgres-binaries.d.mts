import type { ServerUser } from './server-user.mjs';

export function postgresBinaries(home: string, runAs: ServerUser | undefined): Promise<string>;
