export function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T>;
