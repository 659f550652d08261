import type { ReactNode } from 'react';
import { Code, CodeBlock } from '@/components/ui/code';
import { TextLink } from '@/components/ui/link-button';
import { PythonMethodList } from './python-method-list';

export const PYTHON_GUIDE_SECTIONS = [
  { href: '#install', label: 'Install' },
  { href: '#import', label: 'Change the import' },
  { href: '#start', label: 'Quick start' },
  { href: '#objects', label: 'What it takes and gives' },
  { href: '#methods', label: 'Methods' },
  { href: '#errors', label: 'Errors' },
  { href: '#times', label: 'Times' },
  { href: '#repeats', label: 'Lost connections' },
  { href: '#example', label: 'A whole experiment' },
] as const;

const ERRORS = [
  ['Conflict', '409: taken, not there, or known already; occupant, container and conflict say who'],
  ['NotFound', '404: no such device, position, container, process or experiment'],
  ['Invalid', '400, 413, 415, 422: errors names each field that is wrong'],
  ['Unauthorized', '401: the key is missing, wrong, revoked or expired'],
  ['Forbidden', '403: the key’s role is too weak'],
  ['TooManyRequests', '429, even after waiting'],
  ['ServerError', '5xx, or a server that is not Benchwatch'],
  ['ConnectionFailed', 'no answer, however often it was tried'],
] as const;

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 space-y-3 text-sm">
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Said({ children }: { children: ReactNode }) {
  return <p className="max-w-3xl text-pretty text-ink-soft">{children}</p>;
}

/** How an orchestrator written in Python uses Benchwatch as its status database. */
export function PythonGuide({
  appUrl,
  example,
  config,
  ids,
}: {
  appUrl: string;
  /** The example and its configuration, as they are downloaded. */
  example: string;
  config: string;
  /** From an endpoint to its page of the reference. */
  ids: Readonly<Record<string, string>>;
}) {
  const base = `${appUrl}/clients/python`;
  return (
    <div className="min-w-0 space-y-8">
      <Section id="install" title="Install">
        <Said>
          One file, nothing but Python’s standard library, Python 3.9 or newer. Put it beside your
          program, or anywhere on its path.
        </Said>
        <CodeBlock label="Download the client">{`curl -O ${base}/platform_status_db.py`}</CodeBlock>
        <Said>
          It needs a key of the role <Code>orchestrator</Code>; an admin makes one under Keys, or on
          the server:
        </Said>
        <CodeBlock label="A key for it, and where Benchwatch is">
          {`export BENCHWATCH_API_KEY=$(npm run --silent api-key -- --lab demo --role orchestrator --name orchestrator)\nexport BENCHWATCH_URL=${appUrl}`}
        </CodeBlock>
        <Said>
          The key names the laboratory. Address and key may be given in the program too:{' '}
          <Code>StatusDBImplementation(base_url, api_key)</Code>. A certificate authority of your
          own is an <Code>ssl_context</Code>.
        </Said>
      </Section>

      <Section id="import" title="Change the import">
        <Said>
          An orchestrator that used LARA’s platform status database changes this line and nothing
          else:
        </Said>
        <CodeBlock label="The import">
          {`# before
from platform_status_db.larastatus.status_db_implementation import StatusDBImplementation
# now
from platform_status_db import StatusDBImplementation`}
        </CodeBlock>
        <Said>
          The old line finds this file as well, once the package of the same name is uninstalled.
          What asked the old database’s tables itself asks the interface instead:{' '}
          <TextLink href="/docs">all endpoints</TextLink>.
        </Said>
      </Section>

      <Section id="start" title="Quick start">
        <CodeBlock label="A first program">
          {`from platform_status_db import ContainerInfo, StatusDBImplementation

db = StatusDBImplementation()
db.create_lab_from_config("lab_config.yaml")
db.add_container(ContainerInfo("Plate", "Hamilton_STAR", 0, barcode="P-1", lidded=True))
db.moved_container("Hamilton_STAR", 0, "Incubator", 5, "P-1")
print(db.get_cont_info_by_barcode("P-1"))`}
        </CodeBlock>
        <Said>
          The configuration is the orchestrator’s own: <Code>sila_servers</Code> counts, whatever
          else stands in it is ignored, and a device without a type has its group’s name as type.
        </Said>
        <CodeBlock label="lab_config.yaml">{config}</CodeBlock>
      </Section>

      <Section id="objects" title="What it takes and gives">
        <ul className="max-w-3xl list-disc space-y-1.5 pl-5 text-ink-soft">
          <li>
            Steps and containers are any objects with the attributes of its own{' '}
            <Code>ContainerInfo</Code>, <Code>DeviceInfo</Code>, <Code>ProcessStep</Code> and{' '}
            <Code>MoveStep</Code>. A device may be its name.
          </li>
          <li>
            Containers it gives are <Code>laborchestrator.structures.ContainerInfo</Code> where that
            can be imported, else its own.
          </li>
          <li>
            A container is found by the id this client noted on it (<Code>benchwatch_id</Code>),
            else by its barcode, else by the place it says, so one without a barcode works
            everywhere.
          </li>
          <li>
            Positions are counted from 0. A device that nobody configured is an error that names it.
          </li>
          <li>
            A status may be an enum; small letters are kept. Estimates learn from steps that end as{' '}
            <Code>completed</Code>, <Code>finished</Code> or <Code>success</Code>. A step with an
            end that still says running is kept as finished, one without an end as running.
          </li>
          <li>
            The data of a step may hold what JSON cannot: NumPy’s numbers and arrays, sets, times,
            UUIDs, enums and dataclasses become plain values, equal ones alike.
          </li>
          <li>
            <Code>StatusDBImplementation(simulated=True)</Code> marks all its steps as simulated;
            estimates leave those out.
          </li>
        </ul>
      </Section>

      <Section id="methods" title="Methods">
        <PythonMethodList ids={ids} />
      </Section>

      <Section id="errors" title="Errors">
        <Said>
          All are a <Code>StatusDBError</Code> with <Code>status</Code>, <Code>code</Code>,{' '}
          <Code>detail</Code>, <Code>errors</Code>, <Code>request_id</Code> and the whole{' '}
          <Code>problem</Code>. After one of them nothing has changed, but for a refused move: it is
          kept, and shown on the deck, since the arm may have moved already.
        </Said>
        <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
          {ERRORS.map(([name, meaning]) => (
            <div key={name}>
              <dt>
                <Code className="font-semibold">{name}</Code>
              </dt>
              <dd className="text-dense text-ink-soft">{meaning}</dd>
            </div>
          ))}
        </dl>
        <CodeBlock label="A refused move">
          {`try:
    db.moved_container("Incubator", 5, "PlateReader", 0, "P-1")
except Conflict as refused:
    print(refused.detail, refused.occupant)`}
        </CodeBlock>
      </Section>

      <Section id="times" title="Times">
        <Said>
          A <Code>datetime</Code> without an offset is local time of the machine the orchestrator
          runs on, as it was on that day. One with an offset is taken as it is. Durations are
          seconds.
        </Said>
      </Section>

      <Section id="repeats" title="Lost connections">
        <Said>
          A lost connection, 429, 502, 503 and 504 are tried again up to six times, waiting longer
          each time and as long as <Code>Retry-After</Code> asks: about 18 seconds in all, enough
          for a restart of the server. Each POST carries an <Code>Idempotency-Key</Code> of its own,
          so a container is moved once and a step logged once even where only the answer was lost.{' '}
          <Code>timeout</Code> (30 seconds) and <Code>retries</Code> can be set.
        </Said>
      </Section>

      <Section id="example" title="A whole experiment">
        <Said>
          As real setups do it; it runs as it is, in a laboratory that is there to try things out.
        </Said>
        <CodeBlock label="Download the example">
          {`curl -O ${base}/platform_status_db.py
curl -O ${base}/examples/experiment.py
curl -O ${base}/examples/lab_config.yaml
python3 experiment.py`}
        </CodeBlock>
        <CodeBlock label="experiment.py">{example}</CodeBlock>
      </Section>
    </div>
  );
}
