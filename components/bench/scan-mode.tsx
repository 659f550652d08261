'use client';

import { Download, ScanLine } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import type { Bench, TakeAction } from './bench-context';
import type { Scan } from './scan-queue';
import { ScanSetupForm } from './scan-setup';
import { Scanning } from './scanning';
import { countScans, scansCsv } from './scan-summary';
import type { Done, ScanSetup } from './scan-work';

type Stage =
  | { kind: 'setup' }
  | { kind: 'scanning'; setup: ScanSetup }
  | { kind: 'finished'; setup: ScanSetup; scans: readonly Scan<Done>[] };

/** Choose an action once, then every scan takes it; at the end what came of all of them. */
export function ScanMode({ bench, act }: { bench: Bench; act: TakeAction }) {
  const [stage, setStage] = useState<Stage>({ kind: 'setup' });
  const [round, setRound] = useState(0);
  const start = (setup: ScanSetup) => {
    setRound(round + 1);
    setStage({ kind: 'scanning', setup });
  };
  if (stage.kind === 'setup') return <ScanSetupForm bench={bench} onStart={start} />;
  const { setup } = stage;
  if (stage.kind === 'scanning') {
    return (
      <Scanning
        key={round}
        bench={bench}
        act={act}
        setup={setup}
        onFinish={(scans) =>
          setStage(scans.length === 0 ? { kind: 'setup' } : { kind: 'finished', setup, scans })
        }
      />
    );
  }
  return (
    <Summary
      setup={setup}
      scans={stage.scans}
      onAgain={() => start(setup)}
      onOther={() => setStage({ kind: 'setup' })}
    />
  );
}

function Summary({
  setup,
  scans,
  onAgain,
  onOther,
}: {
  setup: ScanSetup;
  scans: readonly Scan<Done>[];
  onAgain: () => void;
  onOther: () => void;
}) {
  const counts = countScans(scans);
  const csv = scansCsv(scans, setup.action);
  const refused = scans.filter(({ status }) => status === 'refused');
  const download = () => {
    const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `scans-${setup.action}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Card title={`${setup.label}: finished`} className="max-w-3xl">
      <div className="space-y-4">
        <p className="text-lg" role="status">
          <strong>{counts.done}</strong> done, <strong>{counts.refused}</strong> refused
          {counts.undone > 0 ? `, ${counts.undone} undone` : ''}
        </p>
        {refused.length > 0 ? (
          <ul aria-label="Refused" className="divide-y border-y text-dense">
            {refused.map((scan) => (
              <li key={scan.id} className="flex flex-wrap gap-x-3 py-2">
                <span className="font-mono font-medium">{scan.number}</span>
                <span className="text-ink-soft">{scan.text}</span>
              </li>
            ))}
          </ul>
        ) : null}
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" icon={<ScanLine aria-hidden="true" />} onClick={onAgain}>
            Scan more
          </Button>
          <Button onClick={onOther}>Another action</Button>
          <Button icon={<Download aria-hidden="true" />} onClick={download}>
            Download the list
          </Button>
          <CopyButton value={csv} label="Copy the list" />
        </div>
      </div>
    </Card>
  );
}
