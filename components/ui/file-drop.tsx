'use client';

import { FileUp } from 'lucide-react';
import { useId, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { buttonStyle } from './button-style';
import { cn } from './class-names';
import { formatBytes } from './file-size';
import { useFieldError } from './form-errors';

/**
 * Choose or drop one file. It is a real file input (keyboard, screen reader, form data under
 * `name`) with a wide drop zone. A file over `maxBytes` is refused here with a text.
 */
export function FileDrop({
  label,
  name = 'file',
  accept,
  maxBytes,
  hint,
  required,
  disabled,
  onFile,
  className,
}: {
  label: string;
  name?: string;
  /** As of the input element: “.csv,text/csv”. */
  accept?: string;
  maxBytes?: number;
  hint?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** The file chosen, null when taken back or refused. */
  onFile?: (file: File | null) => void;
  className?: string;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const fromForm = useFieldError(name);
  const error = refusal ?? fromForm;

  const take = (next: File | null) => {
    const tooLarge = next !== null && maxBytes !== undefined && next.size > maxBytes;
    if (tooLarge && input.current) input.current.value = '';
    setRefusal(
      tooLarge
        ? `${next.name} is ${formatBytes(next.size)}; the limit is ${formatBytes(maxBytes)}.`
        : undefined,
    );
    setFile(tooLarge ? null : next);
    onFile?.(tooLarge ? null : next);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files;
    if (disabled || dropped.length === 0) return;
    if (dropped.length > 1) {
      setRefusal('One file at a time, please.');
      return;
    }
    if (input.current) input.current.files = dropped;
    take(dropped[0] ?? null);
  };

  return (
    <div className={cn('grid gap-1.5', className)}>
      <label htmlFor={id} className="text-dense font-medium">
        {label}
      </label>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          'relative flex flex-col items-center gap-2 rounded-lg border border-dashed border-line-strong bg-surface px-4 py-8 text-center transition-colors hover:border-ink-soft',
          'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
          over && 'border-accent bg-accent-soft',
          error && 'border-danger',
          disabled && 'opacity-60',
        )}
      >
        <FileUp aria-hidden="true" className="size-6 text-accent" />
        {file ? (
          <p className="max-w-full text-sm">
            <span className="font-medium break-all">{file.name}</span>{' '}
            <span className="whitespace-nowrap text-muted">{formatBytes(file.size)}</span>
          </p>
        ) : (
          <p className="text-sm text-ink-soft max-md:hidden">Drop a file here, or</p>
        )}
        <span aria-hidden="true" className={buttonStyle('secondary', 'sm')}>
          {file ? 'Choose another' : 'Choose a file'}
        </span>
        {hint ? (
          <p id={`${id}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        ) : null}
        <input
          ref={input}
          id={id}
          type="file"
          name={name}
          accept={accept}
          required={required}
          disabled={disabled}
          aria-describedby={cn(hint && `${id}-hint`, error && `${id}-error`) || undefined}
          aria-invalid={error ? true : undefined}
          onChange={(event) => take(event.target.files?.[0] ?? null)}
          className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-not-allowed"
        />
      </div>
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-xs font-medium text-danger">
          {error}
        </p>
      ) : null}
    </div>
  );
}
