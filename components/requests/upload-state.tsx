import { Alert } from '@/components/ui/alert';
import { formatBytes } from '@/components/ui/file-size';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { Refusal } from './send-request';

/** How far an upload is, or why it was not taken. */
export function UploadState({
  file,
  share,
  refusal,
}: {
  file: File | null;
  share: number | null;
  refusal: Refusal | null;
}) {
  return (
    <>
      {share === null ? null : (
        <ProgressBar
          label="Uploading"
          percent={share * 100}
          detail={
            file ? `${formatBytes(file.size * share)} of ${formatBytes(file.size)}` : undefined
          }
        />
      )}
      {refusal ? (
        <Alert tone="danger" live title="The file was not taken">
          {refusal.detail}
          {refusal.requestId ? (
            <span className="mt-1 block text-xs text-muted">Request {refusal.requestId}</span>
          ) : null}
        </Alert>
      ) : null}
    </>
  );
}
