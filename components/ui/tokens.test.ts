import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map((match) => [
    match[1] ?? '',
    { light: match[2] ?? '', dark: match[3] ?? '' },
  ]),
);

/** Contrast ratio of two opaque colours, WCAG 2.2. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = ['canvas', 'surface', 'sunken', 'raised', 'hover'];
const tones = ['positive', 'warning', 'danger', 'info'];
const states = [...tokens.keys()].filter((name) => name.startsWith('state-'));
const series = [...tokens.keys()].filter((name) => name.startsWith('series-'));

const text: [string, string][] = [
  ...['ink', 'ink-soft', 'muted', 'accent', 'danger'].flatMap((ink) =>
    grounds.map((ground): [string, string] => [ink, ground]),
  ),
  ...tones.flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    [tone, 'surface'],
    ['ink', `${tone}-soft`],
    ['ink-soft', `${tone}-soft`],
  ]),
  ['accent', 'accent-soft'],
  ['accent-strong', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
  ['canvas', 'ink'],
  ...states.flatMap((state) =>
    ['surface', 'canvas', 'hover', 'accent-soft'].map((ground): [string, string] => [
      state,
      ground,
    ]),
  ),
];
const shapes: [string, string][] = [
  ...['canvas', 'surface', 'raised'].flatMap((ground): [string, string][] => [
    ['line-strong', ground],
    ['accent', ground],
  ]),
  ...series.map((name): [string, string] => [name, 'surface']),
];

describe.each(['light', 'dark'] as const)('tokens in %s', (theme) => {
  const ratio = ([a, b]: [string, string]) =>
    contrast(tokens.get(a)?.[theme] ?? '', tokens.get(b)?.[theme] ?? '');

  it.each(text)('%s is readable on %s (4.5:1)', (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapes)('%s is seen on %s (3:1)', (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(3);
  });
});

it('has a colour for each of the ten states and six series', () => {
  expect(states).toHaveLength(10);
  expect(series).toHaveLength(6);
});
