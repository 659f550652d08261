import type { Metadata } from 'next';
import { NameForm, PasswordForm } from '@/components/people/account-forms';
import { LabTime } from '@/components/people/lab-time';
import { PortalFrame } from '@/components/people/portal-frame';
import { WithdrawButton } from '@/components/people/withdraw-button';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { requirePerson } from '@/lib/entry/page';
import { browserName } from '@/lib/people/browser-name';
import { ownSessions } from '@/lib/people/own-sessions';
import { ROLE_LABELS } from '@/lib/people/role-words';
import { portalNav } from '../[lab]/portal-nav';
import { changeName, changePassword, endSession, signOut, signOutEverywhere } from './actions';

export const metadata: Metadata = { title: 'Your account' };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function AccountPage({ searchParams }: { searchParams: Search }) {
  const person = await requirePerson();
  const { lab: slug } = await searchParams;
  const membership =
    person.memberships.find((candidate) => candidate.lab.slug === slug) ?? person.memberships[0];
  const timeZone = membership?.lab.timeZone ?? 'UTC';
  const sessions = await ownSessions(person, new Date());

  const content = (
    <div className="max-w-5xl space-y-5">
      <PageHeader title="Your account" description={person.email} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {person.demo ? (
          <Alert title="One of the demo people" className="lg:col-span-2">
            A demo person has no password and a fixed name; everybody on this machine shares it.
          </Alert>
        ) : (
          <>
            <Card title="Name">
              <NameForm name={person.name} change={changeName} />
            </Card>
            <Card title="Password">
              <PasswordForm email={person.email} change={changePassword} />
            </Card>
          </>
        )}
        <Card title="Your labs" className="lg:col-span-2" flush>
          <Table label="Your labs">
            <TableHead>
              <Tr>
                <Th>Lab</Th>
                <Th>Your role</Th>
                <Th>Time zone</Th>
              </Tr>
            </TableHead>
            <TableBody>
              {person.memberships.map(({ lab, role }) => (
                <Tr key={lab.id}>
                  <Th scope="row">{lab.name}</Th>
                  <Td>{ROLE_LABELS[role]}</Td>
                  <Td>{lab.timeZone}</Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        </Card>
        <Card
          title="Where you are signed in"
          description="End what you do not know, and change your password then."
          className="lg:col-span-2"
          flush
          actions={
            <form action={signOutEverywhere}>
              <Button type="submit">Sign out everywhere</Button>
            </form>
          }
        >
          <Table label="Your sessions">
            <TableHead>
              <Tr>
                <Th>Browser</Th>
                <Th>Address</Th>
                <Th>Signed in</Th>
                <Th>Last here</Th>
                <Th>
                  <span className="sr-only">End</span>
                </Th>
              </Tr>
            </TableHead>
            <TableBody>
              {sessions.map((session) => (
                <Tr key={session.sessionId}>
                  <Th scope="row">
                    {browserName(session.userAgent)}
                    {session.current ? (
                      <Badge tone="positive" className="ml-2">
                        This one
                      </Badge>
                    ) : null}
                  </Th>
                  <Td>{session.address}</Td>
                  <Td>
                    <LabTime at={session.createdAt} timeZone={timeZone} />
                  </Td>
                  <Td>
                    <LabTime at={session.lastSeenAt} timeZone={timeZone} />
                  </Td>
                  <Td className="text-right">
                    {session.current ? null : (
                      <WithdrawButton
                        run={endSession.bind(null, { sessionId: session.sessionId })}
                        label="Sign out"
                        of={browserName(session.userAgent)}
                        title="Sign that browser out?"
                        description="Its next click leads to the sign-in page."
                        done="That browser is signed out"
                      />
                    )}
                  </Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        </Card>
      </div>
    </div>
  );

  if (!membership) return <main className="mx-auto max-w-5xl px-4 py-8">{content}</main>;
  return (
    <PortalFrame
      person={person}
      membership={membership}
      nav={portalNav(membership.lab.slug, membership.role)}
      onSignOut={signOut}
    >
      {content}
    </PortalFrame>
  );
}
