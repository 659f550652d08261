export const DUCKDB_VERSION: string;
export function installDuckdb(folder: string): Promise<boolean>;
export type Duckdb = { ask(sql: string): Promise<unknown[]>; close(): void };
export function openDuckdb(folder: string, csvFile: string): Promise<Duckdb>;
