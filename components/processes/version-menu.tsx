import { ChevronDown } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuLink } from '@/components/ui/dropdown-menu';
import { labTimeText } from '@/components/ui/lab-time';

/** A menu of versions, each a link. */
export function VersionMenu({
  label,
  present,
  versions,
  timeZone,
}: {
  /** Before the number on the button, such as “Version”. */
  label: string;
  /** Null where none is chosen. */
  present: number | null;
  versions: readonly { version: number; createdAt: Date; href: string }[];
  timeZone: string;
}) {
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button>
          {present === null ? `${label} …` : `${label} ${present}`}
          <ChevronDown aria-hidden="true" />
        </Button>
      }
    >
      {versions.map(({ version, createdAt, href }) => (
        <MenuLink key={version} href={href} current={version === present}>
          {`Version ${version}`}
          <span className="text-muted">
            {labTimeText(createdAt.toISOString(), timeZone, 'day')}
          </span>
        </MenuLink>
      ))}
    </DropdownMenu>
  );
}
