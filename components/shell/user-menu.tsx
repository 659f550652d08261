'use client';

import { LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { startTransition } from 'react';
import {
  DropdownMenu,
  MenuChoices,
  MenuItem,
  MenuLabel,
  MenuLink,
  MenuSeparator,
} from '@/components/ui/dropdown-menu';
import { parseTheme } from '@/components/ui/theme';
import { useTheme } from '@/components/ui/use-theme';

export type ShellUser = { name: string; role: string };

export const themeOptions = [
  { value: 'system', label: 'As the system', icon: <Monitor aria-hidden="true" /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
];

/** First letters of the first and the last word of a name, for the round mark. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
}

/** Who is signed in, the theme, the account and the way out. */
export function UserMenu({
  user,
  accountHref,
  onSignOut,
}: {
  user: ShellUser;
  accountHref?: string;
  onSignOut: () => Promise<void>;
}) {
  const [theme, setTheme] = useTheme();
  return (
    <DropdownMenu
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={`Account: ${user.name}, ${user.role}`}
          className="flex h-9 items-center gap-2 rounded-md pr-2 pl-1 hover:bg-sunken"
        >
          <Initials name={user.name} />
          <span className="max-w-36 text-left text-dense/4 max-xl:hidden">
            <span className="block truncate font-medium">{user.name}</span>
            <span className="block truncate text-xs/4 text-muted">{user.role}</span>
          </span>
        </button>
      }
    >
      <div className="px-2.5 pt-1.5 pb-2">
        <p className="truncate text-sm font-semibold">{user.name}</p>
        <p className="text-xs text-muted">{user.role}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuChoices
        value={theme}
        onValueChange={(value) => setTheme(parseTheme(value))}
        options={themeOptions}
      />
      <MenuSeparator />
      {accountHref ? (
        <MenuLink href={accountHref} icon={<UserRound aria-hidden="true" />}>
          Your account
        </MenuLink>
      ) : null}
      <MenuItem
        icon={<LogOut aria-hidden="true" />}
        onSelect={() => startTransition(() => onSignOut())}
      >
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}

/** A person's initials in a square. */
export function Initials({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="flex size-7 shrink-0 items-center justify-center rounded-md bg-accent-soft text-xs font-semibold text-accent-strong"
    >
      {initials(name)}
    </span>
  );
}
