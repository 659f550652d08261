'use client';

import { Popover } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { Sheet } from '@/components/ui/dialog';
import { useNarrow } from './use-narrow';

/** What stands on a position, beside it; from the bottom edge on a phone. */
export function PlacePanel({
  anchor,
  open,
  title,
  subtitle,
  onClose,
  children,
}: {
  /** The position's button. */
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  title: string;
  subtitle: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const narrow = useNarrow();
  const onOpenChange = (next: boolean) => {
    if (!next) onClose();
  };
  if (narrow) {
    return (
      <Sheet
        side="bottom"
        open={open}
        onOpenChange={onOpenChange}
        title={title}
        description={subtitle}
      >
        {children}
      </Sheet>
    );
  }
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Anchor virtualRef={{ current: anchor.current ?? ORIGIN }} />
      <Popover.Portal>
        <Popover.Content
          aria-label={title}
          data-follows=""
          align="start"
          sideOffset={8}
          collisionPadding={12}
          // The button has no part in this popover: the focus goes back to it unless it went on.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (document.activeElement === document.body) anchor.current?.focus();
          }}
          className="z-40 w-88 max-w-[calc(100vw-1rem)] rounded-md bg-raised p-4 text-sm shadow-raised data-[state=open]:animate-rise-in"
        >
          <p className="font-mono text-base font-semibold break-words">{title}</p>
          <p className="mb-3 text-dense text-muted">{subtitle}</p>
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const ORIGIN = { getBoundingClientRect: () => new DOMRect() };
