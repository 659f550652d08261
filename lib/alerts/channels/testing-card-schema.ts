import { z } from 'zod';

/**
 * The Adaptive Card schema, version 1.4, as far as cards here may use it: elements, properties and
 * values are the published ones, and what is not named is refused as that schema refuses it. Elements
 * and values that came after 1.4 are absent, for Teams shows "couldn't be displayed" for them.
 */
const spacing = z.enum(['default', 'none', 'small', 'medium', 'large', 'extraLarge', 'padding']);
const size = z.enum(['default', 'small', 'medium', 'large', 'extraLarge']);
const weight = z.enum(['default', 'lighter', 'bolder']);
const color = z.enum(['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention']);
const style = z.enum(['default', 'emphasis', 'good', 'attention', 'warning', 'accent']);

const element = {
  spacing: spacing.optional(),
  separator: z.boolean().optional(),
  isVisible: z.boolean().optional(),
  id: z.string().optional(),
};

const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string().min(1),
  size: size.optional(),
  weight: weight.optional(),
  color: color.optional(),
  isSubtle: z.boolean().optional(),
  italic: z.boolean().optional(),
  strikethrough: z.boolean().optional(),
  highlight: z.boolean().optional(),
  underline: z.boolean().optional(),
  fontType: z.enum(['default', 'monospace']).optional(),
});

const richTextBlock = z.strictObject({
  type: z.literal('RichTextBlock'),
  ...element,
  horizontalAlignment: z.enum(['left', 'center', 'right']).optional(),
  inlines: z.array(textRun).min(1),
});

const container = z.strictObject({
  type: z.literal('Container'),
  ...element,
  style: style.optional(),
  bleed: z.boolean().optional(),
  items: z.array(richTextBlock).min(1),
});

const openUrl = z.strictObject({
  type: z.literal('Action.OpenUrl'),
  title: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  style: z.enum(['default', 'positive', 'destructive']).optional(),
});

export const AdaptiveCard = z.strictObject({
  $schema: z.url().optional(),
  type: z.literal('AdaptiveCard'),
  version: z.enum(['1.0', '1.1', '1.2', '1.3', '1.4']),
  fallbackText: z.string().optional(),
  body: z.array(z.discriminatedUnion('type', [richTextBlock, container])).min(1),
  // Teams shows six at most.
  actions: z.array(openUrl).max(6),
  /** Of Teams, beside the schema. */
  msteams: z.strictObject({ width: z.literal('Full') }).optional(),
});

/** The message that a flow of Workflows takes. */
export const WorkflowsMessage = z.strictObject({
  type: z.literal('message'),
  attachments: z.tuple([
    z.strictObject({
      contentType: z.literal('application/vnd.microsoft.card.adaptive'),
      contentUrl: z.null(),
      content: AdaptiveCard,
    }),
  ]),
});

/** What is wrong with a message to Teams; nothing of a good one. */
export function cardFaults(payload: unknown): string[] {
  const read = WorkflowsMessage.safeParse(payload);
  if (read.success) return [];
  return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
