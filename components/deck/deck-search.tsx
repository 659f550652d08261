'use client';

import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { SearchInput } from '@/components/ui/search-input';
import { Field } from '@/components/ui/field';

/** Where a barcode, a container's name or a specimen's number is typed or scanned. */
export function DeckSearch({
  path,
  text,
  input,
  pending,
  onFind,
}: {
  path: string;
  text: string;
  input: RefObject<HTMLInputElement | null>;
  pending: boolean;
  onFind: (text: string) => void;
}) {
  return (
    <form
      role="search"
      aria-label="Deck"
      action={path}
      className="flex items-end gap-2 max-md:w-full"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(input.current?.value ?? '');
      }}
    >
      <Field label="Find on the deck" hideLabel className="grow">
        <SearchInput
          ref={input}
          label="Find on the deck"
          name="find"
          placeholder="Barcode, container or specimen"
          defaultValue={text}
          maxLength={128}
          className="md:w-72"
        />
      </Field>
      <Button type="submit" pending={pending}>
        Find
      </Button>
    </form>
  );
}
