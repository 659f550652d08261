'use client';

import { X } from 'lucide-react';
import { Toast as Primitive } from 'radix-ui';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { IconButton } from './button';
import { cn } from './class-names';
import { toneSolid, type Tone } from './tone';

export type ToastMessage = { title: string; description?: string; tone?: Tone };

const ToastContext = createContext<(message: ToastMessage) => void>(() => {});

/** Shows a short message that goes by itself: `const toast = useToast(); toast({ title: 'Saved' })`. Never for what must be read. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

/** Stands once, in the root layout. F8 moves the focus to the messages. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<(ToastMessage & { id: number })[]>([]);
  const show = useCallback((message: ToastMessage) => {
    setMessages((present) => [
      ...present.slice(-3),
      { ...message, id: (present.at(-1)?.id ?? 0) + 1 },
    ]);
  }, []);
  const remove = (id: number) =>
    setMessages((present) => present.filter((message) => message.id !== id));
  return (
    <ToastContext value={show}>
      <Primitive.Provider duration={6000} label="Message">
        {children}
        {messages.map((message) => (
          <Primitive.Root
            key={message.id}
            type={message.tone === 'danger' ? 'foreground' : 'background'}
            onOpenChange={(open) => {
              if (!open) remove(message.id);
            }}
            className="relative flex items-start gap-3 overflow-hidden rounded-md bg-raised py-3 pr-2 pl-4 shadow-raised data-[state=open]:animate-rise-in"
          >
            <span
              aria-hidden="true"
              className={cn('absolute inset-y-0 left-0 w-1', toneSolid[message.tone ?? 'accent'])}
            />
            <div className="min-w-0 grow">
              <Primitive.Title className="text-sm font-semibold">{message.title}</Primitive.Title>
              {message.description ? (
                <Primitive.Description className="text-dense text-ink-soft">
                  {message.description}
                </Primitive.Description>
              ) : null}
            </div>
            <Primitive.Close asChild>
              <IconButton label="Dismiss" size="sm" className="-my-1.5">
                <X aria-hidden="true" />
              </IconButton>
            </Primitive.Close>
          </Primitive.Root>
        ))}
        <Primitive.Viewport className="fixed right-4 bottom-4 z-60 grid w-[min(24rem,calc(100vw-2rem))] gap-2 outline-none max-md:bottom-20" />
      </Primitive.Provider>
    </ToastContext>
  );
}
