import type { Workflow } from '@/lib/specimens/contract';

/** The workflow in sentences, one a state, for those who can't see it drawn. */
export function describeWorkflow(
  states: Workflow['states'],
  transitions: Workflow['transitions'],
): string {
  const labelOf = new Map(states.map(({ key, label }) => [key, label]));
  const sentences = states.map(({ key, label }) => {
    const ways = transitions
      .filter(({ from }) => from === key)
      .map((rule) =>
        rule.to === null
          ? `${rule.label} back to the state before`
          : `${rule.label} to ${labelOf.get(rule.to) ?? rule.to}`,
      );
    return ways.length > 0 ? `From ${label}: ${ways.join(', ')}.` : `${label} is an end.`;
  });
  return sentences.join(' ');
}
