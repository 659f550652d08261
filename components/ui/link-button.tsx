import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { buttonStyle, iconButtonStyle, type ButtonSize, type ButtonVariant } from './button-style';
import { cn } from './class-names';

type Look = { variant?: ButtonVariant; size?: ButtonSize };

/** The interface answers no page of the portal: nothing to fetch ahead of a click. */
const isPage = (href: string) => !href.startsWith('/api/');

/** A link that looks like a button. For a download give `download` (a plain anchor, no prefetch). */
export function LinkButton({
  href,
  variant,
  size,
  icon,
  download,
  className,
  children,
  ...rest
}: Look & { href: string; icon?: ReactNode } & Omit<ComponentProps<'a'>, 'href'>) {
  const classes = cn(buttonStyle(variant, size), className);
  if (download !== undefined || !isPage(href))
    return (
      <a href={href} download={download} className={classes} {...rest}>
        {icon}
        {children}
      </a>
    );
  return (
    <Link href={href} className={classes} {...rest}>
      {icon}
      {children}
    </Link>
  );
}

/** A square link with an icon only; `label` is read aloud and shown on hover. */
export function IconLink({
  href,
  label,
  variant,
  size,
  className,
  children,
  ...rest
}: Look & { href: string; label: string } & Omit<ComponentProps<'a'>, 'href'>) {
  return (
    <Link
      href={href}
      aria-label={label}
      title={label}
      className={cn(iconButtonStyle(variant, size), className)}
      {...rest}
    >
      {children}
    </Link>
  );
}

/** A link in running text. */
export function TextLink({
  href,
  className,
  ...rest
}: { href: string } & Omit<ComponentProps<'a'>, 'href'>) {
  const Anchor = isPage(href) ? Link : 'a';
  return (
    <Anchor
      href={href}
      className={cn(
        'text-accent underline decoration-1 underline-offset-3 hover:text-accent-strong hover:decoration-2',
        className,
      )}
      {...rest}
    />
  );
}
