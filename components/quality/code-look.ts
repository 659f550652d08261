import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colour = (name: string) => `var(--color-${name})`;

/** The portal's own colours, which know light from dark by themselves. */
const theme = EditorView.theme({
  '&': { color: colour('ink'), backgroundColor: colour('surface'), maxHeight: '70dvh' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.5', overflow: 'auto' },
  '.cm-content, .cm-gutter': { minHeight: '18rem' },
  '.cm-content': { caretColor: colour('ink'), padding: '0.75rem 0' },
  '.cm-gutters': {
    backgroundColor: colour('sunken'),
    color: colour('muted'),
    borderRight: `1px solid ${colour('line')}`,
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: colour('hover') },
  '.cm-activeLineGutter': { color: colour('ink') },
  '.cm-matchingBracket': {
    backgroundColor: colour('accent-soft'),
    outline: `1px solid ${colour('accent')}`,
  },
  '.cm-lintRange': { backgroundImage: 'none', textDecoration: 'underline wavy' },
  '.cm-lintRange-error': { textDecorationColor: colour('danger') },
  '.cm-lintRange-info': { textDecorationColor: colour('info') },
  '.cm-lintRange-active': { backgroundColor: colour('warning-soft') },
  '.cm-lint-marker': {
    width: '0.75em',
    height: '0.75em',
    borderRadius: '50%',
    marginTop: '0.35em',
  },
  '.cm-lint-marker-error': { content: 'none', backgroundColor: colour('danger') },
  '.cm-lint-marker-info': { content: 'none', backgroundColor: colour('info'), borderRadius: '0' },
  '.cm-tooltip': {
    color: colour('ink'),
    backgroundColor: colour('raised'),
    border: `1px solid ${colour('line-strong')}`,
    borderRadius: 'var(--radius-md)',
    maxWidth: 'min(32rem, 90vw)',
  },
  '.cm-diagnostic': { whiteSpace: 'pre-wrap', padding: '0.375rem 0.625rem' },
  '.cm-diagnostic-error': { borderLeftColor: colour('danger') },
  '.cm-diagnostic-info': { borderLeftColor: colour('info') },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.5rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: colour('accent'),
    color: colour('on-accent'),
  },
  '.cm-completionInfo': { fontFamily: 'var(--font-sans)', padding: '0.375rem 0.625rem' },
  '.cm-panels': { color: colour('ink'), backgroundColor: colour('raised') },
});

const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: colour('accent') },
  { tag: tags.string, color: colour('positive') },
  { tag: [tags.content, tags.literal], color: colour('ink') },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: colour('info') },
  { tag: [tags.comment, tags.lineComment], color: colour('muted'), fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: colour('muted') },
  { tag: tags.invalid, color: colour('danger') },
]);

/** How text looks that is edited. */
export const codeLook = [theme, syntaxHighlighting(highlight)];
