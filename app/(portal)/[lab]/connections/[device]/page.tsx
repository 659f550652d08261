import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { deviceHref } from '@/components/containers/addresses';
import { inboxHref, mappingHref } from '@/components/instruments/addresses';
import { Ago } from '@/components/instruments/ago';
import { DeviceKeys, MakeDeviceKey } from '@/components/instruments/device-keys';
import { MakeSecret } from '@/components/instruments/make-secret';
import { AddPeer, MllpPeers } from '@/components/instruments/mllp-peers';
import { MllpRefusals } from '@/components/instruments/mllp-refusals';
import { SecretList } from '@/components/instruments/secret-list';
import { TestMessage } from '@/components/instruments/test-message';
import { Follow } from '@/components/live/follow';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code';
import { DescriptionList } from '@/components/ui/description-list';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import { keyCurl, signedCurl } from '@/lib/instruments/connections/curl-commands';
import {
  readConnection,
  type DeviceConnection,
} from '@/lib/instruments/connections/read-connection';
import { listPeers } from '@/lib/instruments/mllp/list-peers';
import { listRefusals } from '@/lib/instruments/mllp/list-refusals';
import { listSecrets } from '@/lib/instruments/secrets/list-secrets';
import { listKeys } from '@/lib/people/list-keys';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { createKey, revokeKey } from '../../admin/keys/actions';
import {
  addPeerAction,
  makeSecretAction,
  removePeerAction,
  revokeSecretAction,
  sendTestAction,
} from './actions';

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
  return { title: `Connect ${await nameOf(props)}` };
}

async function load(ctx: PageCtx, name: string): Promise<DeviceConnection> {
  try {
    return await readConnection(ctx, name);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

/** What only admins see: secrets and keys without their text, addresses, and who was refused. */
async function loadProofs(ctx: PageCtx, name: string) {
  if (!actorMay(ctx.actor, 'secrets.write')) return null;
  const [secrets, peers, refusals, keys] = await Promise.all([
    listSecrets(ctx, name),
    listPeers(ctx, name),
    listRefusals(ctx, name),
    listKeys(ctx),
  ]);
  return {
    secrets: secrets.data,
    peers: peers.data,
    refusals,
    keys: keys.filter((key) => key.device === name && key.status === 'active'),
  };
}

const counted = (count: number, one: string, many: string) =>
  count === 0 ? `no ${many}` : `${count} ${count === 1 ? one : many}`;

export default async function ConnectPage(props: Props) {
  const name = await nameOf(props);
  const ctx = await pageCtx((await props.params).lab, 'platform.read');
  const { slug, timeZone } = ctx.lab;
  const connection = await load(ctx, name);
  const { device, webhookUrl, lastMessageAt } = connection;
  const proofs = await loadProofs(ctx, device);
  const mayChange = proofs !== null && connection.active;
  return (
    <div className="space-y-5">
      <Follow kinds={['device']} />
      <PageHeader
        crumbs={[{ label: 'Connections', href: `/${slug}/connections` }]}
        title={`Connect ${device}`}
        description="Where its messages go, how it proves who it is, and a way to try it."
        actions={
          <>
            <LinkButton href={inboxHref(slug, { device })}>Inbox</LinkButton>
            <LinkButton href={mappingHref(slug, device)}>Mapping</LinkButton>
          </>
        }
      />
      {connection.active ? null : (
        <Alert tone="warning" title={`${device} is retired`}>
          Nothing it sends is accepted until it is brought back.
        </Alert>
      )}
      {proofs === null ? (
        <Alert tone="info">Secrets, keys and addresses are made by admins of the lab.</Alert>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="space-y-5">
          <Card
            title="Over HTTP"
            description="JSON events, HL7 v2 and ASTM, as the content type says; 202 means that it is stored."
          >
            <div className="space-y-5">
              <div className="space-y-1.5">
                <h3 className="text-dense font-medium">Address</h3>
                <CodeBlock label="Webhook address">{webhookUrl}</CodeBlock>
              </div>
              <Proof
                title="Secret"
                hint="To sign each message with (Standard Webhooks). Nothing secret is sent; the safest way."
                actions={
                  mayChange ? (
                    <MakeSecret
                      labSlug={slug}
                      device={device}
                      webhookUrl={webhookUrl}
                      replaces={connection.secrets > 0}
                      make={makeSecretAction}
                    />
                  ) : null
                }
              >
                {proofs === null || proofs.secrets.length === 0 ? (
                  <p className="text-dense text-muted first-letter:uppercase">
                    {counted(connection.secrets, 'good secret', 'good secrets')}.
                  </p>
                ) : (
                  <SecretList
                    secrets={proofs.secrets}
                    labSlug={slug}
                    timeZone={timeZone}
                    device={device}
                    revoke={revokeSecretAction}
                  />
                )}
              </Proof>
              <Proof
                title="Key"
                hint="To send as a header where signing is not possible. It is for this device alone."
                actions={
                  mayChange ? (
                    <MakeDeviceKey
                      labSlug={slug}
                      device={{ id: connection.id, name: device, webhookUrl }}
                      create={createKey}
                    />
                  ) : null
                }
              >
                {proofs === null || proofs.keys.length === 0 ? (
                  <p className="text-dense text-muted first-letter:uppercase">
                    {counted(connection.keys, 'key', 'keys')}.
                  </p>
                ) : (
                  <DeviceKeys
                    keys={proofs.keys}
                    labSlug={slug}
                    timeZone={timeZone}
                    revoke={revokeKey}
                  />
                )}
              </Proof>
            </div>
          </Card>
          <Card
            title="Try it from a shell"
            description="Sends a heartbeat with openssl and curl alone. Put in the secret or the key, which are shown once when they are made."
          >
            <Tabs
              label="How it proves who it is"
              tabs={[
                {
                  value: 'signed',
                  label: 'Signed',
                  content: <CodeBlock label="Signed command">{signedCurl(webhookUrl)}</CodeBlock>,
                },
                {
                  value: 'key',
                  label: 'With a key',
                  content: <CodeBlock label="Command with a key">{keyCurl(webhookUrl)}</CodeBlock>,
                },
              ]}
            />
          </Card>
          <Card
            title="Over MLLP"
            description="For HL7 v2 over a plain connection; who speaks is known by the address."
            actions={
              mayChange ? <AddPeer labSlug={slug} device={device} add={addPeerAction} /> : undefined
            }
          >
            <Mllp mllp={connection.mllp} />
            {proofs === null || proofs.peers.length === 0 ? (
              <p className="mt-3 text-dense text-muted">
                {connection.peers === 0
                  ? 'No address may speak as this device yet.'
                  : `${counted(connection.peers, 'address', 'addresses')} may speak as this device.`}
              </p>
            ) : (
              <div className="mt-2">
                <MllpPeers
                  peers={proofs.peers}
                  labSlug={slug}
                  device={device}
                  remove={removePeerAction}
                />
              </div>
            )}
            <MllpRefusals
              refusals={proofs?.refusals ?? []}
              timeZone={timeZone}
              now={ctx.now.toISOString()}
            />
          </Card>
        </div>
        <div className="space-y-5 max-lg:order-first">
          {mayChange ? (
            <Card title="Test message">
              <TestMessage
                labSlug={slug}
                device={device}
                ready={connection.secrets > 0}
                sendTest={sendTestAction}
              />
            </Card>
          ) : null}
          <Card title="Now">
            <DescriptionList
              items={[
                {
                  label: 'Last message',
                  value:
                    lastMessageAt === null ? (
                      'none yet'
                    ) : (
                      <Ago time={lastMessageAt} now={ctx.now.toISOString()} timeZone={timeZone} />
                    ),
                },
                {
                  label: 'Mapping',
                  value: (
                    <TextLink href={mappingHref(slug, device)}>
                      {connection.mappingVersion === 0
                        ? 'the default'
                        : `version ${connection.mappingVersion}`}
                    </TextLink>
                  ),
                },
                {
                  label: 'Device',
                  value: <TextLink href={deviceHref(slug, device)}>{connection.type}</TextLink>,
                },
              ]}
            />
          </Card>
        </div>
      </div>
    </div>
  );
}

/** One way to prove who sends: what there is of it, and how to make one. */
function Proof({
  title,
  hint,
  actions,
  children,
}: {
  title: string;
  hint: string;
  actions: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <section aria-label={title} className="border-t pt-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-52 flex-1">
          <h3 className="text-dense font-medium">{title}</h3>
          <p className="mt-0.5 text-xs text-muted">{hint}</p>
        </div>
        {actions}
      </div>
      <div className="mt-2">{children}</div>
    </section>
  );
}

function Mllp({ mllp }: Pick<DeviceConnection, 'mllp'>) {
  if (mllp === null) {
    return (
      <p className="text-sm">
        The listener is off: it is turned on by <code className="font-mono">MLLP_PORT</code>.
      </p>
    );
  }
  return (
    <DescriptionList
      items={[
        { label: 'Port', value: <span className="font-mono">{mllp.port}</span> },
        {
          label: 'Reached from',
          value: mllp.thisMachineOnly ? (
            <>
              this machine only, until <code className="font-mono">MLLP_HOST</code> is set
            </>
          ) : (
            'the network'
          ),
        },
      ]}
    />
  );
}
