import { LinkButton } from '@/components/ui/link-button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { AppError } from '@/lib/platform/errors';

/** The address asks for what the figure cannot be asked. */
export function AskedWrongly({ faults, beginHref }: { faults: string[]; beginHref: string }) {
  return (
    <ProblemNotice
      title="This address asks for something that is not there"
      detail={faults.join(' · ')}
      actions={<LinkButton href={beginHref}>Begin again</LinkButton>}
    />
  );
}

/** What a question answers, with a refusal of what was asked as its faults; other errors go on. */
export async function faultsOrFound<T>(
  asked: Promise<{ faults: string[]; found?: undefined } | { faults?: undefined; found: T }>,
) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'invalid' || error.code === 'malformed')) {
      return { faults: [error.message], found: undefined };
    }
    throw error;
  }
}
