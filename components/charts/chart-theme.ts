/** Colours and face of a chart, as resolved CSS values; the option builders take it as an argument. */
export type ChartTheme = {
  ink: string;
  inkSoft: string;
  muted: string;
  line: string;
  surface: string;
  raised: string;
  accent: string;
  warning: string;
  danger: string;
  series: readonly string[];
  fontFamily: string;
};

/** A series' own colour; they repeat after the sixth, told apart by dash and mark. */
export function seriesColor(theme: ChartTheme, index: number): string {
  return theme.series[index % theme.series.length] ?? theme.ink;
}

const dashes: readonly ('solid' | number[])[] = [
  'solid',
  [6, 3],
  [2, 2],
  [10, 3, 2, 3],
  [1, 3],
  [12, 4],
];
const marks = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'] as const;

/** A series' dash pattern: lines stay apart without colour. */
export function seriesDash(index: number): 'solid' | number[] {
  return dashes[index % dashes.length] ?? 'solid';
}

/** A series' point mark. */
export function seriesMark(index: number): string {
  return marks[index % marks.length] ?? 'circle';
}

/** A pattern over a bar or box: areas stay apart without colour. The first is plain. */
export function seriesDecal(theme: ChartTheme, index: number): object {
  const color = mix(theme.surface, 0.45);
  const patterns: object[] = [
    { symbol: 'none' },
    { symbol: 'rect', color, dashArrayX: [1, 0], dashArrayY: [1.5, 5], rotation: -Math.PI / 4 },
    {
      symbol: 'circle',
      color,
      dashArrayX: [
        [5, 5],
        [0, 5, 5, 0],
      ],
      dashArrayY: [5, 0],
      symbolSize: 0.5,
    },
    { symbol: 'rect', color, dashArrayX: [1, 0], dashArrayY: [1.5, 5], rotation: Math.PI / 4 },
    { symbol: 'rect', color, dashArrayX: [1, 0], dashArrayY: [2, 4] },
    { symbol: 'rect', color, dashArrayX: [2, 4], dashArrayY: [1, 0] },
  ];
  return patterns[index % patterns.length] ?? { symbol: 'none' };
}

/** `rgb(…)` or `#rrggbb` with an opacity of 0–1. */
export function mix(color: string, opacity: number): string {
  const parts = color.match(/[\d.]+/g);
  if (color.startsWith('rgb') && parts && parts.length >= 3)
    return `rgba(${parts.slice(0, 3).join(',')},${opacity})`;
  return `${color}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`;
}

/** Reads the tokens as they stand on the page now (browser only). */
export function readChartTheme(host: HTMLElement): ChartTheme {
  // light-dark() resolves only in a real property, so each token is asked through a probe.
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const token = (name: string) => {
    probe.style.color = `var(--color-${name})`;
    return getComputedStyle(probe).color;
  };
  const theme: ChartTheme = {
    ink: token('ink'),
    inkSoft: token('ink-soft'),
    muted: token('muted'),
    line: token('line'),
    surface: token('surface'),
    raised: token('raised'),
    accent: token('accent'),
    warning: token('warning'),
    danger: token('danger'),
    series: [1, 2, 3, 4, 5, 6].map((index) => token(`series-${index}`)),
    fontFamily: getComputedStyle(host).fontFamily,
  };
  probe.remove();
  return theme;
}
