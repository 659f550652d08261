import type { ChartTheme } from './chart-theme';

/** A theme for tests, every colour its own. */
export const testingTheme: ChartTheme = {
  ink: 'rgb(1, 1, 1)',
  inkSoft: 'rgb(2, 2, 2)',
  muted: 'rgb(3, 3, 3)',
  line: 'rgb(4, 4, 4)',
  surface: 'rgb(5, 5, 5)',
  raised: 'rgb(6, 6, 6)',
  accent: 'rgb(7, 7, 7)',
  warning: 'rgb(8, 8, 8)',
  danger: 'rgb(9, 9, 9)',
  series: ['rgb(11, 0, 0)', 'rgb(12, 0, 0)', 'rgb(13, 0, 0)'],
  fontFamily: 'sans-serif',
};
