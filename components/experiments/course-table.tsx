import { containerHref } from '@/components/containers/addresses';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { secondsText } from '@/components/devices/seconds-text';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ExperimentCourse } from '@/lib/processes/forecast/course-contract';

type Props = { labSlug: string; timeZone: string; course: ExperimentCourse };

/** The chart's steps as rows: those told, then those to come. */
export function CourseTable({ labSlug, timeZone, course }: Props) {
  return (
    <Table label="Steps of this experiment" tall>
      <TableHead>
        <Tr>
          <Th>Step</Th>
          <Th>Device</Th>
          <Th>Container</Th>
          <Th>Began</Th>
          <Th numeric>Took</Th>
          <Th numeric>Estimate</Th>
          <Th numeric>Samples</Th>
          <Th>Status</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {course.steps.map(({ estimate, container, ...step }) => (
          <Tr key={step.id}>
            <Th scope="row" className="font-medium">
              {step.name}
            </Th>
            <Td>
              {step.origin_device !== null && step.target_device !== null
                ? `${step.device}: ${step.origin_device} → ${step.target_device}`
                : step.device}
            </Td>
            <Td>
              {container === null ? null : (
                <TextLink href={containerHref(labSlug, container.id)}>
                  {container.barcode ?? container.name}
                </TextLink>
              )}
            </Td>
            <Td>
              <LabTime time={step.start} timeZone={timeZone} />
            </Td>
            <Td numeric>{step.seconds === null ? null : secondsText(step.seconds)}</Td>
            <Td numeric>{estimate.seconds === null ? null : secondsText(estimate.seconds)}</Td>
            <Td numeric>{estimate.samples.toLocaleString('en')}</Td>
            <Td>
              {step.finish === null ? (
                <Badge tone="info">Running</Badge>
              ) : step.failed ? (
                <Badge tone="danger">{step.status}</Badge>
              ) : (
                step.status
              )}
              {step.simulated ? <span className="text-muted"> (simulated)</span> : null}
            </Td>
          </Tr>
        ))}
        {course.coming.map((step) => (
          <Tr key={`${step.device} ${step.name} ${step.startMs}`}>
            <Th scope="row" className="font-medium text-muted">
              {step.name}
            </Th>
            <Td muted>{step.device}</Td>
            <Td />
            <Td muted>
              about <LabTime time={new Date(step.startMs).toISOString()} timeZone={timeZone} />
            </Td>
            <Td />
            <Td numeric muted>
              {secondsText((step.endMs - step.startMs) / 1_000)}
            </Td>
            <Td />
            <Td muted>to come</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
