import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/link-button';
import { containerHref, deviceHref } from '@/components/containers/addresses';
import { estimateWords, timesWords, type GanttStep } from './gantt-steps';

type Props = { labSlug: string; timeZone: string; step: GanttStep; nowMs: number };

/** What the step is that somebody points at. */
export function StepFacts({ labSlug, timeZone, step, nowMs }: Props) {
  const { container, way, fct, name, device } = step;
  return (
    <section aria-label="The step pointed at">
      <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-semibold">
        {name}
        {step.kind === 'failed' ? <Badge tone="danger">{step.status}</Badge> : null}
        {step.kind === 'running' ? <Badge tone="info">Running</Badge> : null}
        {step.kind === 'coming' ? <Badge>To come</Badge> : null}
        {step.simulated ? <Badge>Simulated</Badge> : null}
      </h3>
      <dl className="mt-1.5 grid gap-x-6 gap-y-1 text-dense sm:grid-cols-2 xl:grid-cols-4">
        <Fact label="Device">
          <TextLink href={deviceHref(labSlug, device)}>{device}</TextLink>
          {fct === name ? null : <span className="text-muted"> · {fct}</span>}
        </Fact>
        {container || way ? (
          <Fact label={container ? 'Container' : 'Move'}>
            {container ? (
              <TextLink href={containerHref(labSlug, container.id)}>{container.label}</TextLink>
            ) : null}
            {way ? <span className={container ? 'text-muted' : ''}> {way}</span> : null}
          </Fact>
        ) : null}
        <Fact label={step.kind === 'coming' ? 'Expected' : 'When'}>
          <span suppressHydrationWarning>{timesWords(step, nowMs, timeZone)}</span>
        </Fact>
        {step.kind === 'coming' ? null : (
          <Fact label="Estimate">
            {estimateWords(step) ?? <span className="text-muted">no history</span>}
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
