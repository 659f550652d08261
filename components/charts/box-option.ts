import {
  baseOption,
  categoryLook,
  formatNumber,
  formatValue,
  maxForTarget,
  niceCeiling,
  tooltipRows,
  valueLook,
  type ChartOption,
} from './chart-parts';
import { mix, seriesColor, type ChartTheme } from './chart-theme';
import type { BoxData } from '@/lib/metrics/chart-data';

/** At most this many outlier marks a group are drawn; more is ink, not information. */
const outlierMarks = 60;

/**
 * The end of the value axis: far outliers must not flatten the boxes, so it stops at three times
 * the highest whisker. `beyond` counts the given outliers above it (the page says so).
 */
export function boxScale(data: BoxData): { max: number | undefined; beyond: number } {
  const boxes = data.groups.flatMap((group) => (group.box ? [group.box] : []));
  const tallest = Math.max(0, ...boxes.map((box) => box.whisker_high));
  const target = data.target?.value ?? 0;
  const whisker = Math.max(tallest, target <= tallest * 3 ? target : 0);
  const values = boxes.flatMap((box) => box.outlier_values);
  const highest = values.reduce((top, value) => Math.max(top, value), 0);
  if (whisker === 0 || highest <= whisker * 3)
    return { max: maxForTarget(Math.max(highest, tallest), data.target?.value), beyond: 0 };
  const max = niceCeiling(whisker * 2);
  return { max, beyond: values.filter((value) => value > max).length };
}

/** Keeps the highest and an even choice of the rest. */
function thin(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => b - a);
  if (sorted.length <= outlierMarks) return sorted;
  const step = sorted.length / outlierMarks;
  return Array.from({ length: outlierMarks }, (_, index) => sorted[Math.floor(index * step)] ?? 0);
}

/** Box and whisker a group from quartiles that were computed elsewhere. A group without a box stays an empty place. */
export function boxOption(data: BoxData, theme: ChartTheme): ChartOption {
  const { max } = boxScale(data);
  const color = seriesColor(theme, 0);
  const describe = (index: number): string => {
    const group = data.groups[index];
    if (!group) return '';
    const head = `${group.label} · n = ${group.n.toLocaleString('en')}`;
    if (!group.box) return tooltipRows(head, [['nothing to count', '']]);
    const { box } = group;
    return tooltipRows(head, [
      ['Upper whisker', formatValue(box.whisker_high, data.unit)],
      ['Third quartile', formatValue(box.q3, data.unit)],
      ['Median', formatValue(box.median, data.unit)],
      ['First quartile', formatValue(box.q1, data.unit)],
      ['Lower whisker', formatValue(box.whisker_low, data.unit)],
      ['Outliers', formatNumber(box.outliers)],
    ]);
  };
  return {
    ...baseOption(theme),
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'item',
      formatter: (shown: unknown) => {
        const item: unknown = Array.isArray(shown) ? shown[0] : shown;
        if (typeof item !== 'object' || item === null) return '';
        const at =
          'data' in item && typeof item.data === 'object' && item.data !== null && 'at' in item.data
            ? item.data.at
            : undefined;
        return typeof at === 'number' ? describe(at) : '';
      },
    },
    grid: { left: 8, right: 16, top: 28, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: data.groups.map((group) => group.label),
      ...categoryLook(theme),
      axisLabel: {
        color: theme.inkSoft,
        fontSize: 11,
        interval: 0,
        hideOverlap: true,
        rich: { n: { color: theme.muted, fontSize: 10, lineHeight: 14 } },
        formatter: (label: string, index: number) =>
          `${label.replace(/[{}|]/g, ' ')}\n{n|${(data.groups[index]?.n ?? 0).toLocaleString('en')}}`,
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max,
      ...valueLook(theme, data.unit),
      nameTextStyle: { color: theme.muted, fontSize: 11, align: 'right' },
      nameGap: 10,
    },
    series: [
      {
        type: 'boxplot',
        name: 'Box',
        boxWidth: [8, 40],
        itemStyle: { color: mix(color, 0.18), borderColor: color, borderWidth: 1.5 },
        emphasis: { itemStyle: { borderWidth: 2.5, shadowBlur: 0 } },
        data: data.groups.map((group, at) =>
          group.box
            ? {
                value: [
                  group.box.whisker_low,
                  group.box.q1,
                  group.box.median,
                  group.box.q3,
                  group.box.whisker_high,
                ],
                key: group.key,
                at,
              }
            : { value: ['-', '-', '-', '-', '-'], key: group.key, at },
        ),
        ...(data.target
          ? {
              markLine: {
                silent: true,
                symbol: 'none',
                lineStyle: { color: theme.danger, type: [4, 3], width: 1.25 },
                label: {
                  position: 'insideEndTop' as const,
                  color: theme.danger,
                  fontSize: 11,
                  formatter: `${data.target.label} ${formatValue(data.target.value, data.unit)}`,
                },
                data: [{ yAxis: data.target.value }],
              },
            }
          : {}),
      },
      {
        type: 'scatter',
        name: 'Outliers',
        symbolSize: 4,
        color: mix(theme.inkSoft, 0.4),
        data: data.groups.flatMap((group, at) =>
          thin(group.box?.outlier_values ?? [])
            .filter((value) => max === undefined || value <= max)
            .map((value) => ({ value: [at, value], key: group.key, at })),
        ),
      },
    ],
  };
}
