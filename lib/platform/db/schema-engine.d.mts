export function applyMigrations(
  url: string,
  folder: string,
): Promise<{ applied: string[]; edited: string[] }>;
export function diffSchemas(url: string, from: string | undefined, to: string): Promise<string>;
export function migrationNames(folder: string): string[];
