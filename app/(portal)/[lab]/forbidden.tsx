import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';

export default function Forbidden() {
  return (
    <div className="mx-auto max-w-xl pt-10">
      <h1 className="sr-only">Not for your role</h1>
      <EmptyState
        title="Your role in this lab does not include this page"
        actions={<LinkButton href="/">Go to the start</LinkButton>}
      >
        An admin of this lab can change your role. Your name and role are in the account menu.
      </EmptyState>
    </div>
  );
}
