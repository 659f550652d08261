import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metadata } from 'next';
import { PYTHON_GUIDE_SECTIONS, PythonGuide } from '@/components/docs/python-guide';
import { SectionNav } from '@/components/docs/section-nav';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { ENDPOINTS } from '@/lib/entry/endpoint-list';
import { referenceId } from '@/lib/entry/reference';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Python client' };

const downloaded = (file: string) =>
  readFile(path.join(process.cwd(), 'public', 'clients', 'python', 'examples', file), 'utf8');

/** The Python client for orchestrators; its example is the file that can be downloaded. */
export default async function PythonClientPage() {
  const [example, config] = await Promise.all([
    downloaded('experiment.py'),
    downloaded('lab_config.yaml'),
  ]);
  const ids = Object.fromEntries(
    ENDPOINTS.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, referenceId(endpoint)]),
  );
  return (
    <>
      <PageHeader
        title="Python client"
        description="Benchwatch as the status database of an orchestrator: devices, positions, containers, processes, experiments, steps and estimates."
        crumbs={[{ label: 'Interface', href: '/docs' }]}
        actions={
          <LinkButton href="/clients/python/platform_status_db.py" variant="primary" download>
            platform_status_db.py
          </LinkButton>
        }
      />
      <div className="gap-8 lg:grid lg:grid-cols-[12rem_minmax(0,1fr)]">
        <SectionNav label="Sections" links={PYTHON_GUIDE_SECTIONS} className="max-lg:mb-5" />
        <PythonGuide appUrl={env().APP_URL} example={example} config={config} ids={ids} />
      </div>
    </>
  );
}
