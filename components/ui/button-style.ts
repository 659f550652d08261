import { cn } from './class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'link';
export type ButtonSize = 'sm' | 'md' | 'lg';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-line-strong bg-surface text-ink hover:border-ink-soft hover:bg-hover',
  ghost: 'text-ink-soft hover:bg-sunken hover:text-ink',
  danger: 'bg-danger text-on-danger hover:bg-danger-strong',
  link: 'text-accent underline decoration-1 underline-offset-3 hover:text-accent-strong hover:decoration-2',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-8 gap-1.5 px-2.5 text-dense max-md:h-9',
  md: 'h-9 gap-2 px-3.5 text-sm max-md:h-11',
  lg: 'h-11 gap-2 px-5 text-base',
};

/** Classes that make a button or a link look like a Benchwatch button. */
export function buttonStyle(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md'): string {
  return cn(
    'inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap transition-colors select-none',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50',
    '[&_svg]:size-4 [&_svg]:shrink-0',
    sizes[size],
    variants[variant],
    variant === 'link' && 'h-auto px-0 max-md:h-auto',
  );
}

/** A square of the same height as a button of that size. */
export function iconButtonStyle(variant: ButtonVariant = 'ghost', size: ButtonSize = 'md'): string {
  const square = { sm: 'size-8 max-md:size-9', md: 'size-9 max-md:size-11', lg: 'size-11' }[size];
  return cn(buttonStyle(variant, size), 'px-0', square);
}
