'use client';

import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';

/**
 * The dialog that makes a link, a key or a secret, and shows it once: the form (`children`) until it
 * is made, then what was made. When that is closed, the page is read again.
 */
export function OnceDialog({
  trigger,
  title,
  description,
  made,
  onOpen,
  children,
}: {
  trigger: ReactNode;
  title: string;
  description: string;
  /** Null until it is made. */
  made: ReactNode;
  /** Begins anew. */
  onOpen: () => void;
  children: ReactNode;
}) {
  const router = useRouter();
  const [open, setOpen] = useState(false);

  function changeOpen(next: boolean) {
    setOpen(next);
    if (next) onOpen();
    else if (made !== null) router.refresh();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={changeOpen}
      title={title}
      description={description}
      trigger={trigger}
    >
      {made === null ? (
        children
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {made}
          <div className="flex justify-end">
            <DialogClose>
              <Button variant="primary">Done</Button>
            </DialogClose>
          </div>
        </div>
      )}
    </Dialog>
  );
}
