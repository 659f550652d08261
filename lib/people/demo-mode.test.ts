import { expect, test } from 'vitest';
import { demoOffer, type DemoRequest, demoRequest, offers } from './demo-mode';

const HERE: DemoRequest = {
  embedded: true,
  widened: false,
  appUrl: 'http://localhost:3000',
  peer: '127.0.0.1',
  forwarded: false,
  host: 'localhost:3000',
};

test.each<[string, Partial<DemoRequest>, boolean, string]>([
  ['this machine', {}, false, 'everybody'],
  ['IPv6 loopback', { peer: '::1', host: '[::1]:3000' }, false, 'everybody'],
  ['another loopback address', { peer: '127.0.0.7', host: '127.0.0.7' }, false, 'everybody'],
  ['a real admin exists', {}, true, 'nobody'],
  ['a database of the lab’s own', { embedded: false }, false, 'nobody'],
  ['a database of the lab’s own with DEMO', { embedded: false, widened: true }, false, 'nobody'],
  ['another machine', { peer: '192.168.1.20', host: '192.168.1.5:3000' }, false, 'nobody'],
  ['another machine that says localhost', { peer: '192.168.1.20' }, false, 'nobody'],
  ['a rebound name', { host: 'evil.test:3000' }, false, 'nobody'],
  ['a name that begins like ours', { host: 'localhost.evil.test' }, false, 'nobody'],
  ['an address that begins like ours', { peer: '127.0.0.1.9' }, false, 'nobody'],
  ['no Host', { host: null }, false, 'nobody'],
  ['a proxy on this machine', { forwarded: true }, false, 'nobody'],
  ['a silent proxy for a public address', { appUrl: 'https://lab.test' }, false, 'nobody'],
  ['an unknown peer', { peer: null }, false, 'nobody'],
  ['DEMO=1 from another machine', { widened: true, peer: '192.168.1.20' }, false, 'all_but_admin'],
  ['DEMO=1 through a proxy', { widened: true, forwarded: true }, false, 'all_but_admin'],
  ['DEMO=1 from this machine', { widened: true }, false, 'everybody'],
  ['DEMO=1 with a real admin', { widened: true }, true, 'nobody'],
])('%s', (_, request, realAdmin, offer) => {
  expect(demoOffer({ ...HERE, ...request }, realAdmin)).toBe(offer);
});

test('an admin of any lab is left out where admins are not offered', () => {
  expect(offers('all_but_admin', ['manager'])).toBe(true);
  expect(offers('all_but_admin', ['viewer', 'admin'])).toBe(false);
  expect(offers('everybody', ['admin'])).toBe(true);
  expect(offers('nobody', ['viewer'])).toBe(false);
});

test('what proxies and clients say of the address is not believed', () => {
  const headers = new Headers({ host: 'localhost', 'x-forwarded-for': '127.0.0.1' });
  const settings = { BENCHWATCH_EMBEDDED: true, DEMO: false, APP_URL: 'http://localhost:3000' };
  expect(demoRequest(headers, settings).peer).toBeNull();
});
