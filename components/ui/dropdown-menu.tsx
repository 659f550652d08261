'use client';

import Link from 'next/link';
import { Check } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './class-names';

const panel =
  'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-md bg-raised p-1 shadow-raised data-[state=open]:animate-rise-in';
const item =
  'flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-sm px-2.5 py-1.5 text-left text-sm text-ink outline-none select-none max-md:min-h-11 data-[disabled]:cursor-not-allowed data-[disabled]:text-muted data-[highlighted]:bg-accent-soft data-[highlighted]:text-accent-strong [&_svg]:size-4 [&_svg]:shrink-0';

/** A menu under a button. Fill it with MenuItem, MenuLink, MenuChoice, MenuLabel, MenuSeparator. */
export function DropdownMenu({
  trigger,
  align = 'end',
  children,
  className,
}: {
  trigger: ReactNode;
  align?: 'start' | 'end';
  children: ReactNode;
  className?: string;
}) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(panel, className)}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** An act. `danger` for what destroys. */
export function MenuItem({
  icon,
  danger,
  disabled,
  onSelect,
  children,
}: {
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Primitive.Item
      disabled={disabled}
      onSelect={onSelect}
      className={cn(
        item,
        danger &&
          'text-danger data-[highlighted]:bg-danger-soft data-[highlighted]:text-danger-strong',
      )}
    >
      {icon}
      {children}
    </Primitive.Item>
  );
}

/** A way to another page. */
export function MenuLink({
  href,
  icon,
  children,
  current,
}: {
  href: string;
  icon?: ReactNode;
  children: ReactNode;
  current?: boolean;
}) {
  return (
    <Primitive.Item asChild>
      <Link href={href} className={item} aria-current={current ? 'true' : undefined}>
        {icon}
        {children}
        {current ? <Check aria-hidden="true" className="ml-auto" /> : null}
      </Link>
    </Primitive.Item>
  );
}

/** One of several values, the chosen one ticked. */
export function MenuChoices({
  value,
  onValueChange,
  options,
}: {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly { value: string; label: string; icon?: ReactNode }[];
}) {
  return (
    <Primitive.RadioGroup value={value} onValueChange={onValueChange}>
      {options.map((option) => (
        <Primitive.RadioItem key={option.value} value={option.value} className={item}>
          {option.icon}
          {option.label}
          <Primitive.ItemIndicator className="ml-auto">
            <Check aria-hidden="true" />
          </Primitive.ItemIndicator>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}

/** A caption between items. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Primitive.Label className="px-2.5 pt-2 pb-1 text-xs text-muted">{children}</Primitive.Label>
  );
}

/** A line between groups. */
export function MenuSeparator() {
  return <Primitive.Separator className="my-1 h-px bg-line" />;
}
