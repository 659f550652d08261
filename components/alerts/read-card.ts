import { z } from 'zod';

const TextRun = z.object({
  type: z.literal('TextRun'),
  text: z.string(),
  size: z.enum(['small', 'medium', 'large']).optional(),
  weight: z.literal('bolder').optional(),
  color: z.enum(['good', 'warning', 'attention', 'accent']).optional(),
  isSubtle: z.boolean().optional(),
});
export type CardRun = z.output<typeof TextRun>;

const Paragraph = z.object({
  type: z.literal('RichTextBlock'),
  spacing: z.string().optional(),
  inlines: z.array(TextRun),
});
export type CardParagraph = z.output<typeof Paragraph>;

const Container = z.object({
  type: z.literal('Container'),
  style: z.enum(['attention', 'warning', 'accent', 'good', 'emphasis']).optional(),
  spacing: z.string().optional(),
  items: z.array(Paragraph),
});
export type CardContainer = z.output<typeof Container>;

const Card = z.object({
  type: z.literal('AdaptiveCard'),
  body: z.array(z.discriminatedUnion('type', [Container, Paragraph])),
  actions: z
    .array(z.object({ type: z.literal('Action.OpenUrl'), title: z.string(), url: z.url() }))
    .default([]),
});
export type PreviewCard = z.output<typeof Card>;

const Message = z.object({ attachments: z.tuple([z.object({ content: Card })]) });

/**
 * The Adaptive Card in a message for Teams; null where the payload holds none, as a webhook's, or
 * one with parts that Benchwatch's own cards do not have.
 */
export function readCard(payload: unknown): PreviewCard | null {
  const { data } = Message.safeParse(payload);
  return data?.attachments[0].content ?? null;
}
