import type { Json, JsonObject } from './payload';

/** Scripts that run from right to left. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]|\p{Script=Adlam}|\p{Script=Hanifi_Rohingya}/u;

export type Look = {
  size?: 'small' | 'medium' | 'large';
  weight?: 'bolder';
  color?: 'good' | 'warning' | 'attention' | 'accent';
  isSubtle?: true;
};

/**
 * Words of a card that are shown as they are. Cards know no quoting: the text of a TextBlock or a
 * fact is read as markdown, that of a TextRun is not, so that all words of a card are runs. What is
 * left to defuse is the dates in double braces, and text from right to left, which is set apart.
 */
export function run(text: string, look: Look = {}): JsonObject {
  const inert = text.replaceAll('{{', '{\u2060{').replaceAll('${', '$\u2060{');
  const apart = RIGHT_TO_LEFT.test(inert) ? `\u2068${inert}\u2069` : inert;
  return { type: 'TextRun', text: apart, ...look };
}

/** One paragraph. */
export function paragraph(runs: JsonObject[], spacing: 'none' | 'small' | 'default' = 'small') {
  return { type: 'RichTextBlock', spacing, inlines: runs } satisfies JsonObject;
}

export function heading(text: string): JsonObject {
  return run(text, { weight: 'bolder', size: 'small', isSubtle: true });
}

/** A line of a list. */
export function bullet(mark: string, text: string, look: Look = {}): JsonObject {
  return paragraph([run(`${mark} `, { isSubtle: true }), run(text, look)]);
}

/** A part of the card with what stands above it. */
export function section(above: JsonObject, paragraphs: Json[]): JsonObject {
  return {
    type: 'Container',
    spacing: 'medium',
    items: [paragraph([above], 'none'), ...paragraphs],
  };
}

/** A button that opens an address: acting is for the page behind it. */
export function openUrl(title: string, url: string): JsonObject {
  return { type: 'Action.OpenUrl', title, url };
}
