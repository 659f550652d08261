import { describe, expect, it } from 'vitest';
import { currentHref, navSections, type NavItem } from './nav';

const items: NavItem[] = [
  { label: 'People', href: '/demo/admin/people', icon: 'people', section: 'Admin' },
  { label: 'Overview', href: '/demo', icon: 'overview' },
  { label: 'Specimens', href: '/demo/specimens', icon: 'specimens', section: 'Bench' },
  { label: 'Keys', href: '/demo/admin/keys', icon: 'keys', section: 'Admin' },
];

describe('currentHref', () => {
  it.each([
    ['/demo', '/demo'],
    ['/demo/specimens', '/demo/specimens'],
    ['/demo/specimens/S-1', '/demo/specimens'],
    ['/demo/specimens-archive', '/demo'],
    ['/demo/admin/keys/new', '/demo/admin/keys'],
    ['/other/specimens', undefined],
  ])('%s lies under %s', (pathname, href) => {
    expect(currentHref(items, pathname)).toBe(href);
  });
});

describe('navSections', () => {
  it('puts unheaded items first and keeps the order of the rest', () => {
    const sections = navSections(items);
    expect(sections.map((section) => section.title)).toEqual([null, 'Admin', 'Bench']);
    expect(sections[1]?.items.map((item) => item.label)).toEqual(['People', 'Keys']);
  });
});
