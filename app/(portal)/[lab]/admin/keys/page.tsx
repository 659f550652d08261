import type { Metadata } from 'next';
import { CreateKey } from '@/components/people/create-key';
import { LabTime } from '@/components/people/lab-time';
import { WithdrawButton } from '@/components/people/withdraw-button';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { listDevices } from '@/lib/devices/list-devices';
import { pageCtx } from '@/lib/entry/page';
import { rolesToGive } from '@/lib/people/give-key';
import { listKeys } from '@/lib/people/list-keys';
import { ROLE_LABELS } from '@/lib/people/role-words';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import { createKey, revokeKey } from './actions';

export const metadata: Metadata = { title: 'Keys' };

export default async function KeysPage({ params }: { params: Promise<{ lab: string }> }) {
  const ctx = await pageCtx((await params).lab, 'keys.write');
  const keys = await listKeys(ctx);
  const devices = await listDevices(ctx, namedListQueryOf({ active: 'true', limit: '500' }));
  const { slug, timeZone } = ctx.lab;
  return (
    <div className="space-y-5">
      <PageHeader
        title="Keys"
        description={
          <>
            By a key a program or an instrument uses this lab’s{' '}
            <TextLink href="/docs">interface</TextLink>. Only its first letters are kept.
          </>
        }
        actions={
          <CreateKey
            labSlug={slug}
            roles={rolesToGive(ctx.actor)}
            devices={devices.data.map(({ id, name }) => ({ id, name }))}
            create={createKey}
          />
        }
      />
      <Card flush>
        {keys.length === 0 ? (
          <EmptyState title="No keys yet">
            Make one for each program or instrument, so that each can be stopped by itself.
          </EmptyState>
        ) : (
          <Table label="Keys of this lab">
            <TableHead>
              <Tr>
                <Th>Name</Th>
                <Th>Role</Th>
                <Th>Made by</Th>
                <Th>Last used</Th>
                <Th>Expires</Th>
                <Th>
                  <span className="sr-only">Revoke</span>
                </Th>
              </Tr>
            </TableHead>
            <TableBody>
              {keys.map((key) => (
                <Tr key={key.keyId}>
                  <Th scope="row">
                    <span className="font-medium">{key.name}</span>
                    <span className="block text-xs text-muted">
                      <Code>{`${key.prefix}…`}</Code>
                    </span>
                  </Th>
                  <Td>
                    {ROLE_LABELS[key.role]}
                    {key.device === null ? null : (
                      <span className="block text-xs text-muted">{key.device}</span>
                    )}
                  </Td>
                  <Td>
                    {key.madeBy}
                    <span className="block text-xs text-muted">
                      <LabTime at={key.createdAt} timeZone={timeZone} />
                    </span>
                  </Td>
                  <Td>
                    <LabTime at={key.lastUsedAt} timeZone={timeZone} />
                  </Td>
                  <Td>
                    {key.status === 'revoked' ? (
                      <>
                        <Badge tone="danger">Revoked</Badge>
                        <span className="block text-xs text-muted">
                          <LabTime at={key.revokedAt} timeZone={timeZone} />
                        </span>
                      </>
                    ) : key.status === 'expired' ? (
                      <Badge tone="warning">Expired</Badge>
                    ) : (
                      <LabTime at={key.expiresAt} timeZone={timeZone} />
                    )}
                  </Td>
                  <Td className="text-right">
                    {key.status === 'active' ? (
                      <WithdrawButton
                        run={revokeKey.bind(null, slug, { keyId: key.keyId })}
                        label="Revoke"
                        of={`key ${key.name}`}
                        title={`Revoke “${key.name}”?`}
                        description="Whatever uses it is refused from now on. A revoked key cannot be brought back."
                        done={`Key ${key.name} no longer works`}
                      />
                    ) : (
                      <span className="sr-only">none</span>
                    )}
                  </Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </div>
  );
}
