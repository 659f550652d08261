import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ToastProvider } from '@/components/ui/toast';
import { KIND_FACTS } from '@/lib/alerts/kinds/kind-facts';
import { KIND_NAMES, type KindName } from '@/lib/alerts/kinds/params';
import type { ActionResult } from '@/lib/entry/action-result';
import { newDraft, type RuleDraft } from './rule-draft';
import { RuleEditor } from './rule-editor';

const push = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push, refresh: vi.fn() }) }));

const CHANNEL = '0190a1b2-0000-7000-8000-000000000001';
const RULE = '0190a1b2-0000-7000-8000-000000000002';
const choices = {
  assays: [{ value: 'CBC', label: 'CBC – Blood count' }],
  departments: [],
  locations: [],
  devices: [{ value: 'M1', label: 'M1' }],
};

const refuse = (field: string, message: string): ActionResult<never> => ({
  ok: false,
  code: 'invalid',
  message: `${field}: ${message}`,
  fields: [{ field, message }],
  requestId: 'r',
});

type Answer = (labSlug: string, input: unknown) => Promise<ActionResult<never>>;
const actions = {
  make: vi.fn<Answer>(),
  change: vi.fn<Answer>(),
  remove: vi.fn<Answer>(),
  dryRun: vi.fn<Answer>(),
  tryOut: vi.fn<Answer>(),
};

beforeEach(() => {
  for (const action of Object.values(actions)) {
    action.mockReset().mockResolvedValue(refuse('name', 'is taken'));
  }
});
afterEach(cleanup);

function show(draft: RuleDraft) {
  render(
    <ToastProvider>
      <RuleEditor
        labSlug="demo"
        timeZone="UTC"
        draft={draft}
        choices={choices}
        channels={[{ id: CHANNEL, name: 'Core lab', text: 'Microsoft Teams, teams.test' }]}
        actions={actions}
      />
    </ToastProvider>,
  );
}

const filtersOf = (kind: KindName): RuleDraft['filters'] => {
  const { filters } = KIND_FACTS[kind];
  return {
    ...(filters.includes('assays') ? { assays: ['CBC'] } : {}),
    ...(filters.includes('priorities') ? { priorities: ['STAT', 'URGENT'] } : {}),
    ...(filters.includes('devices') ? { devices: ['M1'] } : {}),
  };
};

describe('the editor of a rule', () => {
  it.each(KIND_NAMES)('sends a rule of %s that nobody touched as it stands', async (kind) => {
    const draft: RuleDraft = {
      ...newDraft(kind),
      name: 'Night watch',
      severity: 'info',
      filters: filtersOf(kind),
      for_seconds: 90,
      group_by: ['assay', 'device'],
      group_wait_seconds: 45,
      repeat_seconds: 86_400,
      send_resolved: false,
      channels: [CHANNEL],
      saved: { id: RULE, version: 3 },
    };
    show(draft);
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const { kind: _, saved, ...rule } = draft;
    await waitFor(() => expect(actions.change).toHaveBeenCalledWith('demo', { ...rule, ...saved }));
    expect(actions.make).not.toHaveBeenCalled();
  });

  it.each([
    ['critical_unhandled', '15 min', 900],
    ['device', '1 h', 3_600],
    ['sla_breach', '4 h', 14_400],
  ] as const)('of %s proposes to repeat every %s', async (kind, text, seconds) => {
    show({ ...newDraft(kind), name: 'New' });
    expect(screen.getByLabelText<HTMLInputElement>('Repeat every').value).toBe(text);
    fireEvent.click(screen.getByRole('button', { name: 'Make the rule' }));
    await waitFor(() => expect(actions.make).toHaveBeenCalledOnce());
    expect(actions.make.mock.calls[0]?.[1]).toMatchObject({ repeat_seconds: seconds });
  });

  it('sends what was changed: a filter taken out and another put in, a channel unticked', async () => {
    show({
      ...newDraft('sla_breach'),
      name: 'Late',
      filters: { devices: ['M1'] },
      channels: [CHANNEL],
    });
    fireEvent.click(screen.getByRole('button', { name: 'Take M1 out' }));
    fireEvent.change(screen.getByLabelText('Assays'), { target: { value: 'CBC' } });
    fireEvent.click(screen.getByLabelText('Core lab'));
    fireEvent.change(screen.getByLabelText('Past due by more than'), {
      target: { value: '1 h 30 min' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Make the rule' }));
    await waitFor(() => expect(actions.make).toHaveBeenCalledOnce());
    expect(actions.make.mock.calls[0]?.[1]).toMatchObject({
      kind: 'sla_breach',
      filters: { assays: ['CBC'] },
      params: { over_minutes: 90 },
      channels: [],
    });
  });

  it('shows what is refused at its field, of what is tried as well', async () => {
    show({ ...newDraft('error_rate'), name: 'Errors' });
    actions.dryRun.mockResolvedValue(refuse('rule.params.percent', 'must be above 0 %'));
    fireEvent.click(screen.getByRole('button', { name: 'What it would send now' }));
    const percent = screen.getByLabelText(/^Failed, more than/);
    await waitFor(() => expect(percent.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText('must be above 0 %')).toBeTruthy();
    expect(document.activeElement).toBe(percent);
    expect(actions.dryRun.mock.calls[0]?.[1]).toMatchObject({ rule: { name: 'Errors' } });
  });

  it('says of a time that is too long to try that it is, and not of the rule', async () => {
    show({ ...newDraft('sla_breach'), name: '' });
    actions.tryOut.mockResolvedValue(refuse('from', 'is too long ago'));
    fireEvent.click(screen.getByRole('button', { name: 'What it would have sent' }));
    await waitFor(() => expect(screen.getByText('from: is too long ago')).toBeTruthy());
    // Without a name of its own yet, it is tried by that of its kind.
    expect(actions.tryOut.mock.calls[0]?.[1]).toMatchObject({ rule: { name: 'Overdue' } });
  });

  it('sends nothing that cannot be read', async () => {
    show({ ...newDraft('sla_breach'), name: 'Late' });
    const wait = screen.getByLabelText('Repeat every');
    fireEvent.change(wait, { target: { value: 'often' } });
    fireEvent.click(screen.getByRole('button', { name: 'Make the rule' }));
    await waitFor(() => expect(wait.getAttribute('aria-invalid')).toBe('true'));
    expect(actions.make).not.toHaveBeenCalled();
  });
});
