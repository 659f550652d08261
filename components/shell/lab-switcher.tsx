'use client';

import { ChevronsUpDown } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { DropdownMenu, MenuLabel, MenuLink } from '@/components/ui/dropdown-menu';

export type LabChoice = { slug: string; name: string };

/** The lab's name; a menu of the person's labs when there are two or more. */
export function LabSwitcher({
  lab,
  labs,
  className,
}: {
  lab: LabChoice;
  labs: readonly LabChoice[];
  className?: string;
}) {
  const name = <span className="min-w-0 truncate">{lab.name}</span>;
  if (labs.length < 2)
    return (
      <span className={cn('flex min-w-0 items-center text-sm font-semibold', className)}>
        {name}
      </span>
    );
  return (
    <DropdownMenu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Lab: ${lab.name}. Switch lab`}
          className={cn(
            '-ml-2 flex h-9 min-w-0 items-center gap-1.5 rounded-md px-2 text-sm font-semibold hover:bg-sunken max-lg:h-11',
            className,
          )}
        >
          {name}
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
        </button>
      }
    >
      <MenuLabel>Switch lab</MenuLabel>
      {labs.map((choice) => (
        <MenuLink key={choice.slug} href={`/${choice.slug}`} current={choice.slug === lab.slug}>
          {choice.name}
        </MenuLink>
      ))}
    </DropdownMenu>
  );
}
