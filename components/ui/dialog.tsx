'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { useRef, type ReactNode, type RefObject } from 'react';
import { IconButton } from './button';
import { cn } from './class-names';
import { focusFirst } from './focus-first';

export type DialogProps = {
  /** The button that opens it (leave out when `open` is controlled). */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title, read aloud when it opens. */
  description?: ReactNode;
  /** Buttons at the bottom; wrap one in `DialogClose` to close. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** Where the focus goes when it closes, if what opened it is gone by then. */
  returnFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
};

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-3xl' };
const overlay = 'fixed inset-0 z-50 bg-overlay data-[state=open]:animate-fade-in';

/**
 * A modal window; on phones it rises from the bottom edge. The focus begins at the control with
 * `data-first`, if one has it.
 */
export function Dialog({ size = 'md', ...props }: DialogProps) {
  return (
    <Frame
      {...props}
      place={cn(
        'inset-x-0 bottom-0 max-h-[90dvh] rounded-t-lg max-sm:data-[state=open]:animate-slide-up',
        'sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[calc(100%-2rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-lg sm:data-[state=open]:animate-fade-in',
        widths[size],
      )}
    />
  );
}

/** A panel from the right edge (`bottom` on phones' menus): details beside a list, filters, navigation. */
export function Sheet({
  side = 'right',
  ...props
}: Omit<DialogProps, 'size'> & { side?: 'right' | 'bottom' }) {
  return (
    <Frame
      {...props}
      place={
        side === 'right'
          ? 'inset-y-0 right-0 w-full max-w-md data-[state=open]:animate-slide-in'
          : 'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-lg pb-[env(safe-area-inset-bottom)] data-[state=open]:animate-slide-up'
      }
    />
  );
}

/** Closes the surrounding Dialog or Sheet; wraps one button or link. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Primitive.Close asChild>{children}</Primitive.Close>;
}

function Frame({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  footer,
  returnFocus,
  children,
  place,
}: Omit<DialogProps, 'size'> & { place: string }) {
  const opener = useRef<Element>(null);
  const onOpenAutoFocus = (event: Event) => {
    opener.current = document.activeElement;
    focusFirst(event);
  };
  // A trigger gets the focus back by itself; what opened it without one does not.
  const onCloseAutoFocus = (event: Event) => {
    if (trigger) return;
    event.preventDefault();
    const { current: by } = opener;
    const back = by instanceof HTMLElement && by !== document.body && by.isConnected;
    (back ? by : returnFocus?.current)?.focus();
  };
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className={overlay} />
        <Primitive.Content
          className={cn(
            'fixed z-50 flex flex-col bg-raised shadow-raised focus:outline-none',
            place,
          )}
          onOpenAutoFocus={onOpenAutoFocus}
          onCloseAutoFocus={onCloseAutoFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <header className="flex items-start gap-3 border-b px-5 py-3.5">
            <div className="min-w-0 grow">
              <Primitive.Title className="text-base font-semibold">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description className="mt-0.5 text-dense text-muted">
                  {description}
                </Primitive.Description>
              ) : null}
            </div>
            <Primitive.Close asChild>
              <IconButton label="Close" size="sm" className="-my-1.5 -mr-2">
                <X aria-hidden="true" />
              </IconButton>
            </Primitive.Close>
          </header>
          <div className="min-h-0 grow overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">
              {footer}
            </footer>
          ) : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
