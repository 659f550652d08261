import { SourceView } from '@/components/processes/source-view';
import { formatBytes } from '@/components/ui/file-size';
import { Card } from '@/components/ui/card';
import type { ProcessWithSource } from '@/lib/processes/contract';
import { lineCount } from '@/lib/processes/line-count';

/** The source of a version. */
export function SourceCard({ process }: { process: ProcessWithSource }) {
  const lines = lineCount(process.source);
  return (
    <Card
      flush
      title="Source"
      description={`${lines.toLocaleString('en')} line${lines === 1 ? '' : 's'}, ${formatBytes(
        Buffer.byteLength(process.source),
      )}`}
    >
      <SourceView source={process.source} label={`Source of version ${process.version}`} />
    </Card>
  );
}
