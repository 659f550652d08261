import { code128, QUIET_MODULES, widthInModules } from './code128';
import type { Priority } from '../contract';

/** What stands on a label: the tube, and nothing of a patient. */
export type Label = {
  number: string;
  specimenType: string | null;
  priority: Priority;
  /** Collection by the lab's clock, in words. */
  collected: string | null;
};

export const LABEL_WIDTH_MM = 50;
export const LABEL_HEIGHT_MM = 25;

/** The dot of a 203 dpi label printer: bars of whole dots come out even. */
const DOT_MM = 0.125;
const WIDEST_MODULE_MM = 3 * DOT_MM;
const BARS_TOP_MM = 1.5;
const BARS_HEIGHT_MM = 11.5;
const FONT = 'ui-monospace, DejaVu Sans Mono, Menlo, Consolas, monospace';
/** Of a monospaced font: how wide a letter is to its size. */
const LETTER = 0.61;

/**
 * The width of one module in mm, whole printer dots where the number is short enough. Under 0.125 mm
 * few scanners can read it.
 */
export function moduleWidthMm(number: string): number {
  const modules = widthInModules(code128(number)) + 2 * QUIET_MODULES;
  const fits = LABEL_WIDTH_MM / modules;
  if (fits < DOT_MM) return fits;
  return Math.min(WIDEST_MODULE_MM, Math.floor(fits / DOT_MM) * DOT_MM);
}

/** Whether scanners can be expected to read the bars of this number at 50 mm. */
export function isScannable(number: string): boolean {
  return moduleWidthMm(number) >= DOT_MM;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function shortened(text: string, letters: number): string {
  const all = [...text];
  return all.length > letters ? `${all.slice(0, letters - 1).join('')}…` : text;
}

/** In mm to four places, without the noise of binary fractions. */
function mm(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}

function bars(number: string): string {
  const widths = code128(number);
  const moduleMm = moduleWidthMm(number);
  let x = (LABEL_WIDTH_MM - widthInModules(widths) * moduleMm) / 2;
  const rects: string[] = [];
  for (const [index, width] of widths.entries()) {
    if (index % 2 === 0) {
      rects.push(
        `<rect x="${mm(x)}" y="${BARS_TOP_MM}" width="${mm(width * moduleMm)}" height="${BARS_HEIGHT_MM}"/>`,
      );
    }
    x += width * moduleMm;
  }
  return `<g shape-rendering="crispEdges">${rects.join('')}</g>`;
}

type TextAt = { x: number; y: number; size: number; anchor?: 'middle' | 'end'; weight?: number };

function text(
  content: string,
  { x, y, size, anchor, weight, ...rest }: TextAt & { fill?: string },
) {
  const attributes = [
    `x="${mm(x)}" y="${mm(y)}" font-size="${mm(size)}"`,
    anchor ? ` text-anchor="${anchor}"` : '',
    weight ? ` font-weight="${weight}"` : '',
    rest.fill ? ` fill="${rest.fill}"` : '',
  ];
  return `<text ${attributes.join('')}>${escaped(content)}</text>`;
}

/**
 * A label of 50 × 25 mm as SVG: the number as Code 128 and in letters, what is in the tube, how
 * pressing it is, when it was collected. Black on white whatever the theme, for it is printed.
 */
export function labelSvg(label: Label): string {
  const { number, specimenType, priority, collected } = label;
  const numberSize = Math.min(3.8, (LABEL_WIDTH_MM - 2) / (number.length * LETTER));
  const urgent = priority !== 'ROUTINE';
  const priorityWidth = priority.length * 2.9 * LETTER + 1.6;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${LABEL_WIDTH_MM}mm" height="${LABEL_HEIGHT_MM}mm" viewBox="0 0 ${LABEL_WIDTH_MM} ${LABEL_HEIGHT_MM}" role="img" font-family="${FONT}">`,
    `<title>${escaped(`Label of ${number}`)}</title>`,
    `<rect width="${LABEL_WIDTH_MM}" height="${LABEL_HEIGHT_MM}" fill="#fff"/>`,
    bars(number),
    text(number, { x: LABEL_WIDTH_MM / 2, y: 17, size: numberSize, anchor: 'middle', weight: 700 }),
    text(shortened(specimenType ?? '', urgent ? 20 : 26), { x: 1.5, y: 20.6, size: 2.6 }),
    urgent
      ? `<rect x="${mm(LABEL_WIDTH_MM - 1.5 - priorityWidth)}" y="18.1" width="${mm(priorityWidth)}" height="3.4"/>`
      : '',
    text(priority, {
      x: LABEL_WIDTH_MM - (urgent ? 2.3 : 1.5),
      y: 20.7,
      size: urgent ? 2.9 : 2.6,
      anchor: 'end',
      weight: urgent ? 700 : 400,
      fill: urgent ? '#fff' : '#000',
    }),
    collected === null ? '' : text(`Collected ${collected}`, { x: 1.5, y: 23.9, size: 2.6 }),
    '</svg>',
  ].join('');
}
