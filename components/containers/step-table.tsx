import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { secondsText } from '@/components/devices/seconds-text';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Step } from '@/lib/processes/contract';
import { deviceHref } from './addresses';

function deviceOf({ origin_device: origin, target_device: target, device }: Step): string {
  return origin !== null && target !== null ? `${origin} → ${target}` : device;
}

/** What was done to a container, the latest first. */
export function StepTable({
  labSlug,
  timeZone,
  steps,
}: {
  labSlug: string;
  timeZone: string;
  steps: readonly Step[];
}) {
  return (
    <Table label="Steps">
      <TableHead>
        <Tr>
          <Th>Step</Th>
          <Th>Device</Th>
          <Th>Started</Th>
          <Th numeric>Took</Th>
          <Th>Status</Th>
          <Th>Experiment</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {steps.map((step) => (
          <Tr key={step.id}>
            <Th scope="row" className="font-medium">
              {step.fct}
              {step.simulated ? <span className="font-normal text-muted"> (simulated)</span> : null}
            </Th>
            <Td>
              {step.kind === 'MOVE' ? (
                deviceOf(step)
              ) : (
                <TextLink href={deviceHref(labSlug, step.device)}>{step.device}</TextLink>
              )}
            </Td>
            <Td>
              <LabTime time={step.start} timeZone={timeZone} />
            </Td>
            <Td numeric>{step.seconds === null ? null : secondsText(step.seconds)}</Td>
            <Td>
              {step.finish === null ? (
                <Badge tone="info">Running</Badge>
              ) : step.failed ? (
                <Badge tone="danger">{step.status}</Badge>
              ) : (
                step.status
              )}
            </Td>
            <Td>
              {step.experiment_uuid === null ? null : (
                <TextLink href={`/${labSlug}/experiments/${step.experiment_uuid}`}>
                  Open
                  <span className="sr-only"> the experiment of this step</span>
                </TextLink>
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
