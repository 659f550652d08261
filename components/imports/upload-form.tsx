'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { FileDrop } from '@/components/ui/file-drop';
import { formatBytes } from '@/components/ui/file-size';
import { ProgressBar } from '@/components/ui/progress-bar';
import { RequestRefused, uploadToCheck } from './import-requests';

/** Choose a file and have it checked; goes on to the page of that dry run. */
export function UploadForm({ labSlug, maxBytes }: { labSlug: string; maxBytes: number }) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  const uploading = percent !== null;

  const check = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) {
      setRefusal('Choose a file first.');
      return;
    }
    setRefusal(null);
    setPercent(0);
    stop.current = new AbortController();
    try {
      const id = await uploadToCheck(labSlug, file, setPercent, stop.current.signal);
      router.push(`/${labSlug}/imports/${id}`);
    } catch (error) {
      setPercent(null);
      setRefusal(error instanceof RequestRefused ? error.message : 'The upload failed. Try again.');
    }
  };

  return (
    <form onSubmit={(event) => void check(event)} className="space-y-4">
      <FileDrop
        label="CSV file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        maxBytes={maxBytes}
        hint={`Comma, semicolon or tab; UTF-8 or Windows-1252; at most ${formatBytes(maxBytes)}.`}
        disabled={uploading}
        onFile={(chosen) => {
          setFile(chosen);
          setRefusal(null);
        }}
      />
      {refusal ? (
        <Alert tone="danger" live title="The file was not taken">
          {refusal}
        </Alert>
      ) : null}
      {uploading ? (
        <ProgressBar
          label={percent < 100 ? 'Uploading' : 'Storing the file'}
          percent={percent}
          detail={file ? `${Math.floor(percent)} % of ${formatBytes(file.size)}` : undefined}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={uploading}>
          Check the file
        </Button>
        {uploading ? (
          <Button onClick={() => stop.current?.abort()}>Stop</Button>
        ) : (
          <p className="text-dense text-muted">Checking writes nothing; you decide after it.</p>
        )}
      </div>
    </form>
  );
}
