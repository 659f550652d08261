import type { ComponentProps, ReactNode } from 'react';
import { buttonStyle, iconButtonStyle, type ButtonSize, type ButtonVariant } from './button-style';
import { cn } from './class-names';
import { Spinner } from './spinner';

export type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Busy: shows a spinner, is disabled and says so. */
  pending?: boolean;
  /** Drawn before the text. */
  icon?: ReactNode;
};

/** A button; `type="button"` unless told otherwise. One `primary` a view at most. */
export function Button({
  variant,
  size,
  pending,
  icon,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      className={cn(buttonStyle(variant, size), className)}
      {...rest}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

export type IconButtonProps = Omit<ButtonProps, 'icon' | 'children'> & {
  /** What it does, read aloud and shown on hover. */
  label: string;
  children: ReactNode;
};

/** A square button with an icon only. */
export function IconButton({
  variant,
  size,
  pending,
  label,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      className={cn(iconButtonStyle(variant, size), className)}
      {...rest}
    >
      {pending ? <Spinner /> : children}
    </button>
  );
}
