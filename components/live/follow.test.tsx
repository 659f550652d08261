import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encodeResumeId } from '@/lib/platform/live-resume-id';
import { Follow } from './follow';
import { FollowEvents } from './follow-events';
import { LiveProvider } from './live-provider';

const refresh = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => router }));
const router = { refresh };

let sources: FakeSource[] = [];
let place = 0n;

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  constructor(readonly url: string) {
    super();
    sources.push(this);
  }
  close() {
    this.readyState = FakeSource.CLOSED;
  }
  say(name: string, data: object = {}, sentAtMs = Date.now()) {
    place += 1n;
    const lastEventId = encodeResumeId({ xid: place, id: place, sentAtMs });
    this.dispatchEvent(
      new MessageEvent(name, { data: JSON.stringify(data), lastEventId, bubbles: false }),
    );
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('BroadcastChannel', undefined);
  sources = [];
  refresh.mockReset();
  setHidden(false);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

const stream = (): FakeSource => {
  const last = sources.at(-1);
  if (!last) throw new Error('no stream');
  return last;
};

function draw(page: React.ReactNode) {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, 'invalidateQueries');
  const tree = (content: React.ReactNode) => (
    <QueryClientProvider client={client}>
      <LiveProvider labSlug="demo">{content}</LiveProvider>
    </QueryClientProvider>
  );
  const { rerender } = render(tree(page));
  act(() => stream().say('ready'));
  return { invalidate, show: (content: React.ReactNode) => rerender(tree(content)) };
}

/** In steps, so that what React draws in between is drawn in between. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 50) {
    await act(() => vi.advanceTimersByTimeAsync(50));
  }
}
const specimen = (entity: string) => act(() => stream().say('specimen', { entity, version: 2 }));

test('asks for the lab’s stream', () => {
  draw(null);
  expect(stream().url).toBe('/api/v1/stream?lab=demo');
});

test('a change of the kind refreshes page and queries, others do not', async () => {
  const { invalidate } = draw(<Follow kinds={['specimen']} />);
  act(() => stream().say('device', { entity: 'D-1', version: 1 }));
  await pass(3_000);
  expect(refresh).not.toHaveBeenCalled();
  specimen('S-1');
  await pass(1_000);
  expect(refresh).toHaveBeenCalledOnce();
  expect(invalidate).toHaveBeenCalledOnce();
});

test('one entity’s page follows that one, imports, and a reset', async () => {
  draw(<Follow kinds={['specimen']} entity="S-1" />);
  specimen('S-2');
  await pass(3_000);
  expect(refresh).not.toHaveBeenCalled();
  specimen('S-1');
  await pass(3_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  act(() => stream().say('import', { entity: 'an import', version: 1 }));
  await pass(3_000);
  expect(refresh).toHaveBeenCalledTimes(2);
  act(() => stream().say('reset'));
  await pass(3_000);
  expect(refresh).toHaveBeenCalledTimes(3);
});

test('a flood of events is about a refresh a second', async () => {
  draw(<Follow kinds={['specimen']} />);
  for (let at = 0; at < 5_000; at += 50) {
    specimen(`S-${at}`);
    await pass(50);
  }
  expect(refresh.mock.calls.length).toBeLessThanOrEqual(6);
  expect(refresh.mock.calls.length).toBeGreaterThanOrEqual(4);
});

test('nobody looks: nothing is read, until somebody does', async () => {
  draw(<Follow kinds={['specimen']} />);
  act(() => setHidden(true));
  specimen('S-1');
  await pass(20_000);
  expect(refresh).not.toHaveBeenCalled();
  act(() => setHidden(false));
  await pass(1_500);
  expect(refresh).toHaveBeenCalledOnce();
});

test('a tab out of sight gives up its stream, and resumes it where it was', async () => {
  draw(<Follow kinds={['specimen']} />);
  specimen('S-1');
  await pass(2_000);
  act(() => setHidden(true));
  await pass(40_000);
  expect(stream().readyState).toBe(FakeSource.CLOSED);
  act(() => setHidden(false));
  expect(sources).toHaveLength(2);
  expect(stream().url).toContain(`last_event_id=${place}-${place}-`);
});

test('an open dialog is not pulled from under anybody’s hands', async () => {
  draw(
    <>
      <Follow kinds={['specimen']} />
      <div role="dialog" data-state="open" />
    </>,
  );
  specimen('S-1');
  await pass(10_000);
  expect(refresh).not.toHaveBeenCalled();
  screen.getByRole('dialog').dataset['state'] = 'closed';
  await pass(1_000);
  expect(refresh).toHaveBeenCalledOnce();
});

test('a panel that follows what it stands over holds nothing up', async () => {
  draw(
    <>
      <Follow kinds={['specimen']} />
      <div role="dialog" data-state="open" data-follows="" />
    </>,
  );
  specimen('S-1');
  await pass(1_000);
  expect(refresh).toHaveBeenCalledOnce();
});

test('a page drawn before an event that it missed is read again, as one the browser kept for the way back', async () => {
  const { show } = draw(null);
  const drawnAtMs = Date.now();
  await pass(2_000);
  specimen('S-1');
  await pass(10_000);
  show(<FollowEvents kinds={['specimen']} drawnAtMs={drawnAtMs} />);
  await pass(1_000);
  expect(refresh).toHaveBeenCalledOnce();
});

test('what a page shows already is not read again', async () => {
  const { show } = draw(null);
  specimen('S-1');
  await pass(10_000);
  show(<FollowEvents kinds={['specimen']} drawnAtMs={Date.now()} />);
  await pass(3_000);
  expect(refresh).not.toHaveBeenCalled();
});

test('says so when the connection stays away, asks again by itself, and falls silent', async () => {
  draw(<Follow kinds={['specimen']} />);
  const notice = () => screen.getByRole('status').textContent;
  expect(notice()).toBe('');
  const lost = stream();
  lost.readyState = FakeSource.CLOSED;
  act(() => void lost.dispatchEvent(new Event('error')));
  await pass(1_500);
  expect(notice()).toBe('');
  expect(sources).toHaveLength(2);
  stream().readyState = FakeSource.CLOSED;
  act(() => void stream().dispatchEvent(new Event('error')));
  await pass(5_000);
  expect(notice()).toBe('Not live – reconnecting');
  act(() => stream().say('ready'));
  expect(notice()).toBe('');
});
