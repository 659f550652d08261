export const tabRow = 'flex gap-5 overflow-x-auto border-b [scrollbar-width:none]';

export const tabItem =
  'relative inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-sm text-muted whitespace-nowrap -mb-px hover:text-ink max-md:h-11 ' +
  'focus-visible:outline-offset-[-2px] ' +
  'data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink ' +
  'aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink';
