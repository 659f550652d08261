import { expect, test } from 'vitest';
import type { LiveSignal } from './live-signal';
import { LiveTab } from './live-tab';
import type { SourceEvents } from './stream-source';

type Channel = { hear: (event: MessageEvent) => void; frozen: boolean };

/** The parts of one browser that tabs share: its locks, its channel, and the streams it opened. */
function browser() {
  const channels = new Set<Channel>();
  let holder: Promise<unknown> | undefined;
  const waiting: (() => void)[] = [];
  const streams: { after: string | undefined; on: SourceEvents; open: boolean }[] = [];
  let at = 0;

  const locks = {
    request(_name: string, { signal }: { signal: AbortSignal }, held: () => Promise<void>) {
      return new Promise<void>((resolve, reject) => {
        const take = () => {
          if (signal.aborted) return next();
          holder = held().then(() => {
            holder = undefined;
            resolve();
            next();
          });
        };
        const next = () => waiting.shift()?.();
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        if (holder) waiting.push(take);
        else take();
      });
    },
  };

  const tab = () => {
    const heard: string[] = [];
    const statuses: string[] = [];
    const channel: Channel = { hear: () => undefined, frozen: false };
    channels.add(channel);
    const made = new LiveTab(
      'lab',
      {
        signal: ({ kind, entity }) => heard.push(kind === 'reset' ? 'reset' : entity),
        status: (status) => statuses.push(status),
      },
      {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a double of one overload
        locks: locks as unknown as Pick<LockManager, 'request'>,
        channel: {
          postMessage(data: unknown) {
            for (const other of channels) {
              if (other !== channel && !other.frozen)
                other.hear(new MessageEvent('message', { data }));
            }
          },
          addEventListener(_type: string, hear: unknown) {
            if (hear instanceof Function) channel.hear = (event) => void hear(event);
          },
          close: () => void channels.delete(channel),
        },
        open(_lab, after, on) {
          const stream = { after, on, open: true };
          streams.push(stream);
          return { close: () => void (stream.open = false) };
        },
      },
    );
    /** The browser puts the tab to sleep: its channel does not reach it. */
    const freeze = (frozen: boolean) => void (channel.frozen = frozen);
    return { tab: made, heard, statuses, freeze };
  };

  const id = (place: number) => `${place}-${place}-1000`;
  return {
    tab,
    streams,
    /** The open stream says that it stands. */
    ready: () => {
      const stream = streams.find(({ open }) => open);
      stream?.on.ready(stream.after ?? id(0));
    },
    say: (entity: string) => {
      at += 1;
      const signal: LiveSignal = { kind: 'specimen', entity, version: 1, id: id(at) };
      for (const stream of streams) if (stream.open) stream.on.signal(signal);
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('one tab holds the stream and all hear it', async () => {
  const { tab, streams, say, ready } = browser();
  const [one, two] = [tab(), tab()];
  one.tab.join();
  two.tab.join();
  ready();
  say('S-1');
  expect(streams).toHaveLength(1);
  expect(one.heard).toEqual(['S-1']);
  expect(two.heard).toEqual(['S-1']);
  expect(one.statuses).toEqual(['live']);
  expect(two.statuses).toEqual(['live']);
});

test('when its tab goes the next takes over, after the last event it heard', async () => {
  const { tab, streams, say, ready } = browser();
  const [one, two, three] = [tab(), tab(), tab()];
  for (const each of [one, two, three]) each.tab.join();
  ready();
  say('S-1');
  one.tab.close();
  await settled();
  expect(streams.map(({ after, open }) => ({ after, open }))).toEqual([
    { after: undefined, open: false },
    { after: '1-1-1000', open: true },
  ]);
  expect(two.statuses).toEqual(['live', 'connecting']);
  ready();
  say('S-2');
  expect(one.heard).toEqual(['S-1']);
  expect(two.heard).toEqual(['S-1', 'S-2']);
  expect(three.heard).toEqual(['S-1', 'S-2']);
  expect(three.statuses.at(-1)).toBe('live');
});

test('a tab that comes later is told what was heard, once', async () => {
  const { tab, say, ready } = browser();
  const one = tab();
  one.tab.join();
  ready();
  say('S-1');
  say('S-2');
  const two = tab();
  two.tab.join();
  expect(two.heard).toEqual(['S-1', 'S-2']);
  expect(two.statuses).toEqual(['live']);
  const three = tab();
  three.tab.join();
  say('S-3');
  expect(two.heard).toEqual(['S-1', 'S-2', 'S-3']);
  expect(one.heard).toEqual(['S-1', 'S-2', 'S-3']);
});

test('a tab that was away for longer than anybody remembers starts anew', async () => {
  const { tab, say, ready } = browser();
  const [one, two] = [tab(), tab()];
  one.tab.join();
  two.tab.join();
  ready();
  say('S-1');
  two.freeze(true);
  for (let number = 0; number < 400; number += 1) say(`T-${number}`);
  two.freeze(false);
  two.tab.leave();
  two.tab.join();
  expect(two.heard).toEqual(['S-1', 'reset']);
  say('S-2');
  expect(two.heard).toEqual(['S-1', 'reset', 'S-2']);
});

test('the stream’s breaks are known to every tab', async () => {
  const { tab, streams, ready } = browser();
  const [one, two] = [tab(), tab()];
  one.tab.join();
  two.tab.join();
  ready();
  streams[0]?.on.broken();
  expect(one.statuses).toEqual(['live', 'connecting']);
  expect(two.statuses).toEqual(['live', 'connecting']);
  ready();
  expect(two.statuses.at(-1)).toBe('live');
});
