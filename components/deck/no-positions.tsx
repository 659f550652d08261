import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';

/** A lab without a deck: how it comes to one. */
export function NoPositions({ addHref, docsHref }: { addHref?: string; docsHref: string }) {
  return (
    <Card flush>
      <EmptyState
        title="No device has positions yet"
        actions={
          <>
            {addHref ? <LinkButton href={addHref}>Devices</LinkButton> : null}
            <LinkButton href={docsHref}>Python client</LinkButton>
          </>
        }
      >
        The deck shows what stands where: on carriers and readers, and in racks, fridges and
        archives, which are devices with positions too. An orchestrator tells of all of them at once
        with its lab configuration, or an admin gives a device its positions.
      </EmptyState>
    </Card>
  );
}
