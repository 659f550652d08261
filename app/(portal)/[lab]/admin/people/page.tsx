import type { Metadata } from 'next';
import { InvitePerson } from '@/components/people/invite-person';
import { LabTime } from '@/components/people/lab-time';
import { ManagePerson } from '@/components/people/manage-person';
import { WithdrawButton } from '@/components/people/withdraw-button';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { pageCtx } from '@/lib/entry/page';
import { listPeople } from '@/lib/people/list-people';
import { ROLE_LABELS } from '@/lib/people/role-words';
import {
  changeRole,
  disablePerson,
  enablePerson,
  invite,
  makeResetLink,
  removePerson,
  withdrawInvitation,
} from './actions';

export const metadata: Metadata = { title: 'People' };

const actions = { changeRole, makeResetLink, disablePerson, enablePerson, removePerson };

export default async function PeoplePage({ params }: { params: Promise<{ lab: string }> }) {
  const ctx = await pageCtx((await params).lab, 'people.write');
  const { people, invitations } = await listPeople(ctx);
  const { slug, name: labName, timeZone } = ctx.lab;
  return (
    <div className="space-y-5">
      <PageHeader
        title="People"
        description={`Who may use ${labName}, and as what. Each chooses their own password.`}
        actions={<InvitePerson labSlug={slug} invite={invite} />}
      />
      <Card flush>
        <Table label="People of this lab">
          <TableHead>
            <Tr>
              <Th>Name</Th>
              <Th>Role</Th>
              <Th>Status</Th>
              <Th>Last here</Th>
              <Th>
                <span className="sr-only">Manage</span>
              </Th>
            </Tr>
          </TableHead>
          <TableBody>
            {people.map((person) => (
              <Tr key={person.userId}>
                <Th scope="row">
                  <span className="font-medium">{person.name}</span>
                  {person.userId === ctx.actor.userId ? (
                    <span className="text-muted"> (you)</span>
                  ) : null}
                  <span className="block text-xs text-muted">{person.email}</span>
                </Th>
                <Td>{ROLE_LABELS[person.role]}</Td>
                <Td>
                  {person.status === 'active' ? (
                    <Badge tone="positive">Active</Badge>
                  ) : person.status === 'disabled' ? (
                    <Badge tone="danger">Disabled</Badge>
                  ) : (
                    <Badge tone="warning">No password yet</Badge>
                  )}
                  {person.demo ? <Badge className="ml-1.5">Demo</Badge> : null}
                </Td>
                <Td>
                  <LabTime at={person.lastSeenAt} timeZone={timeZone} />
                </Td>
                <Td className="text-right">
                  <ManagePerson
                    labSlug={slug}
                    labName={labName}
                    person={person}
                    self={person.userId === ctx.actor.userId}
                    actions={actions}
                  />
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      </Card>
      {invitations.length > 0 ? (
        <Card
          flush
          title="Open links"
          description="Not used yet. A lost link cannot be shown again: withdraw it and make another."
        >
          <Table label="Open links">
            <TableHead>
              <Tr>
                <Th>For</Th>
                <Th>To</Th>
                <Th>Made by</Th>
                <Th>Valid until</Th>
                <Th>
                  <span className="sr-only">Withdraw</span>
                </Th>
              </Tr>
            </TableHead>
            <TableBody>
              {invitations.map((link) => (
                <Tr key={link.invitationId}>
                  <Th scope="row">
                    <span className="font-medium">{link.name}</span>
                    <span className="block text-xs text-muted">{link.email}</span>
                  </Th>
                  <Td>
                    {link.role === null ? 'Choose a password' : `Join as ${ROLE_LABELS[link.role]}`}
                  </Td>
                  <Td>{link.madeBy}</Td>
                  <Td>
                    <LabTime at={link.expiresAt} timeZone={timeZone} />
                  </Td>
                  <Td className="text-right">
                    <WithdrawButton
                      run={withdrawInvitation.bind(null, slug, {
                        invitationId: link.invitationId,
                      })}
                      label="Withdraw"
                      of={`link for ${link.name}`}
                      title={`Withdraw the link for ${link.name}?`}
                      description="It stops working. You can make another at any time."
                      done="The link no longer works"
                    />
                  </Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        </Card>
      ) : null}
    </div>
  );
}
