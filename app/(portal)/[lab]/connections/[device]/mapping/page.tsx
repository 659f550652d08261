import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connectHref, inboxHref } from '@/components/instruments/addresses';
import { MappingEditor } from '@/components/mapping/mapping-editor';
import { LabTime } from '@/components/ui/lab-time';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { readConnection } from '@/lib/instruments/connections/read-connection';
import { codeChoices } from '@/lib/instruments/mapping/code-choices';
import { readMapping } from '@/lib/instruments/mapping/change-mapping';
import { DEFAULT_TABLE } from '@/lib/instruments/mapping/default-table';
import { unknownCodes } from '@/lib/instruments/mapping/unknown-codes';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { changeMappingAction, tryMappingAction } from './actions';

type Props = { params: Promise<{ lab: string; device: string }> };

/** The name in the address. */
async function nameOf({ params }: Props): Promise<string> {
  try {
    return decodeURIComponent((await params).device);
  } catch {
    notFound();
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Mapping of ${await nameOf(props)}` };
}

async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

export default async function MappingPage(props: Props) {
  const name = await nameOf(props);
  const ctx = await pageCtx((await props.params).lab, 'platform.read');
  const { slug, timeZone } = ctx.lab;
  const { device } = await orNotFound(readConnection(ctx, name));
  const [mapping, choices] = await Promise.all([readMapping(ctx, device), codeChoices(ctx)]);
  const mayChange = actorMay(ctx.actor, 'mapping.write');
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[
          { label: 'Connections', href: `/${slug}/connections` },
          { label: device, href: connectHref(slug, device) },
        ]}
        title={`Mapping of ${device}`}
        description={
          mapping.updated_at === null ? (
            'How its HL7 and ASTM messages are read: the default, which nobody has changed.'
          ) : (
            <>
              How its HL7 and ASTM messages are read. Version {mapping.version}, by{' '}
              {mapping.updated_by} on <LabTime time={mapping.updated_at} timeZone={timeZone} />.
            </>
          )
        }
        actions={<LinkButton href={inboxHref(slug, { device })}>Inbox</LinkButton>}
      />
      <MappingEditor
        labSlug={slug}
        device={device}
        current={mapping}
        usual={DEFAULT_TABLE}
        choices={choices}
        timeZones={Intl.supportedValuesOf('timeZone')}
        timeZone={timeZone}
        now={ctx.now.toISOString()}
        heard={mayChange ? unknownCodes(ctx, device) : null}
        actions={mayChange ? { change: changeMappingAction, attempt: tryMappingAction } : null}
      />
    </div>
  );
}
