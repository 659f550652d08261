import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';

export default function NotFoundInLab() {
  return (
    <div className="mx-auto max-w-xl pt-10">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="This lab has nothing at this address"
        actions={<LinkButton href="/">Go to the start</LinkButton>}
      >
        The address may be mistyped, or what it names belongs to another lab.
      </EmptyState>
    </div>
  );
}
