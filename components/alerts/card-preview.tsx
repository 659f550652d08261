import { buttonStyle } from '@/components/ui/button-style';
import { cn } from '@/components/ui/class-names';
import {
  readCard,
  type CardContainer,
  type CardParagraph,
  type CardRun,
  type PreviewCard,
} from './read-card';

const GROUNDS: Record<NonNullable<CardContainer['style']>, string> = {
  attention: 'bg-danger-soft',
  warning: 'bg-warning-soft',
  accent: 'bg-info-soft',
  good: 'bg-positive-soft',
  emphasis: 'bg-sunken',
};

const COLOURS: Record<NonNullable<CardRun['color']>, string> = {
  attention: 'text-danger',
  warning: 'text-warning',
  accent: 'text-accent',
  good: 'text-positive',
};

const SIZES: Record<NonNullable<CardRun['size']>, string> = {
  small: 'text-xs',
  medium: 'text-base',
  large: 'text-lg/6',
};

const SPACES: Partial<Record<string, string>> = { none: '', small: 'mt-1', medium: 'mt-4' };
const spaceOf = (spacing: string | undefined) => SPACES[spacing ?? 'default'] ?? 'mt-2';

/**
 * How Teams shows a message: its Adaptive Card, drawn from the payload. Its buttons are drawn and
 * lead nowhere. Draws nothing of a payload without a card (`readCard` says whether it has one).
 */
export function CardPreview({
  payload,
  label = 'Preview of the card',
  className,
}: {
  payload: unknown;
  /** Names it to screen readers. */
  label?: string;
  className?: string;
}) {
  const card = readCard(payload);
  return card === null ? null : <Drawn card={card} label={label} className={className} />;
}

function Drawn({
  card,
  label,
  className,
}: {
  card: PreviewCard;
  label: string;
  className: string | undefined;
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className={cn(
        'overflow-hidden rounded-md border border-line-strong bg-surface text-sm',
        className,
      )}
    >
      <div className="px-4 pb-4">
        {card.body.map((element, index) =>
          element.type === 'Container' ? (
            <Container key={index} container={element} first={index === 0} />
          ) : (
            <Paragraph key={index} paragraph={element} first={false} />
          ),
        )}
        {card.actions.length === 0 ? null : (
          <p className="mt-4 flex flex-wrap gap-2">
            {card.actions.map(({ title, url }) => (
              <span key={url} title={url} className={cn(buttonStyle('secondary', 'sm'))}>
                {title}
              </span>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}

function Container({ container, first }: { container: CardContainer; first: boolean }) {
  const { style, items, spacing } = container;
  return (
    <div
      className={cn(
        style === undefined
          ? first
            ? 'pt-4'
            : spaceOf(spacing)
          : ['-mx-4 px-4 py-3', GROUNDS[style]],
      )}
    >
      {items.map((paragraph, index) => (
        <Paragraph key={index} paragraph={paragraph} first={index === 0} />
      ))}
    </div>
  );
}

function Paragraph({ paragraph, first }: { paragraph: CardParagraph; first: boolean }) {
  return (
    <p className={cn('wrap-anywhere', !first && spaceOf(paragraph.spacing))}>
      {paragraph.inlines.map(({ text, size, weight, color, isSubtle }, index) => (
        <span
          key={index}
          className={cn(
            size && SIZES[size],
            weight && 'font-semibold',
            isSubtle && 'text-ink-soft',
            color && COLOURS[color],
          )}
        >
          {text}
        </span>
      ))}
    </p>
  );
}
