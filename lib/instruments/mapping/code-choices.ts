import { stateTable } from '@/lib/devices/states/change-state-table';
import { stateText } from '@/lib/devices/states/state-names';
import { listAnalytes } from '@/lib/labs/analytes/list-analytes';
import { listAssays } from '@/lib/labs/assays/list-assays';
import type { Ctx } from '@/lib/platform/context';
import { namedListQueryOf } from '@/lib/platform/http/named-list';

export type CodeChoice = { value: string; label: string };
export type CodeChoices = Record<'assays' | 'analytes' | 'deviceStates', CodeChoice[]>;

type Named = { code: string; name: string };
type Page = { data: Named[]; next_cursor: string | null };

/** A table cannot hold more codes than this. */
const MOST = 5_000;

async function all(
  list: (query: ReturnType<typeof namedListQueryOf>) => Promise<Page>,
): Promise<CodeChoice[]> {
  const found: CodeChoice[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await list(
      namedListQueryOf({ active: 'true', limit: '500', ...(cursor === null ? {} : { cursor }) }),
    );
    found.push(...page.data.map(({ code, name }) => ({ value: code, label: name })));
    cursor = page.next_cursor;
  } while (cursor !== null && found.length < MOST);
  return found;
}

/** What codes of a device can be translated to: what is in use in the lab. */
export async function codeChoices(ctx: Ctx): Promise<CodeChoices> {
  const [assays, analytes, states] = await Promise.all([
    all((query) => listAssays(ctx, query)),
    all((query) => listAnalytes(ctx, query)),
    stateTable(ctx),
  ]);
  const deviceStates = Object.keys(states.meanings).map((code) => ({
    value: code,
    label: stateText(code),
  }));
  return { assays, analytes, deviceStates };
}
