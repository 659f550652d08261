'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { UploadState } from '@/components/requests/upload-state';
import { useUpload } from '@/components/requests/use-upload';
import { Button } from '@/components/ui/button';
import { FileDrop } from '@/components/ui/file-drop';
import { formatBytes } from '@/components/ui/file-size';

/** Chooses a file and uploads it as a dry run; what it would do is shown on the import's own page. */
export function UploadForm({ labSlug, maxBytes }: { labSlug: string; maxBytes: number }) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const { send, share, refusal, setRefusal, stop } = useUpload(labSlug, '/imports');

  const submit = async () => {
    const id = await send(file, { dry_run: 'true' });
    if (id !== null) router.push(`/${labSlug}/imports/${id}`);
  };

  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FileDrop
        label="CSV file"
        accept=".csv,.txt,.tsv,text/csv,text/tab-separated-values,text/plain"
        maxBytes={maxBytes}
        disabled={share !== null}
        hint={`UTF-8 or Windows-1252; comma, semicolon or tab; up to ${formatBytes(maxBytes)}.`}
        onFile={(next) => {
          setFile(next);
          setRefusal(null);
        }}
      />
      <UploadState file={file} share={share} refusal={refusal} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={share !== null}>
          Check this file
        </Button>
        {share === null ? null : (
          <Button type="button" variant="ghost" onClick={stop}>
            Stop
          </Button>
        )}
      </div>
      <p className="text-dense text-muted">
        The file is checked first. Nothing is written before you have seen what it would do.
      </p>
    </form>
  );
}
