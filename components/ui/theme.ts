/** The cookie that keeps a person's choice of theme; absent means the system's. */
export const themeCookie = 'theme';

export type ThemeChoice = 'light' | 'dark' | 'system';

/** Reads the cookie's value; anything unknown is the system's choice. */
export function parseTheme(value: string | undefined): ThemeChoice {
  return value === 'light' || value === 'dark' ? value : 'system';
}
