'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Field } from '@/components/ui/field';
import { Select, type SelectOption } from '@/components/ui/input';

/** A choice that is part of the address: what is chosen leads to its own. */
export function AddressSelect({
  label,
  options,
  value,
  hrefs,
}: {
  label: string;
  options: readonly SelectOption[];
  value: string;
  hrefs: Readonly<Record<string, string>>;
}) {
  const router = useRouter();
  const [pending, go] = useTransition();
  return (
    <Field label={label} hideLabel>
      <Select
        className="w-56 max-w-full"
        options={options}
        value={value}
        aria-busy={pending || undefined}
        onChange={({ target }) => {
          const href = hrefs[target.value];
          if (href !== undefined) go(() => router.replace(href, { scroll: false }));
        }}
      />
    </Field>
  );
}
