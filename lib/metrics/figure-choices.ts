import type { GivenParams } from '@/lib/platform/http/page-address';
import type { DefinedFigure } from './define-figure';

/** Where the choices of a figure's page stand, and which of them may be left open. */
export type StandingChoices = { chosen: Record<string, string>; optional: Set<string> };

const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** Reads the choices from what is asked for; one without a default may be left open. */
export function standingChoices(
  figure: Pick<DefinedFigure, 'choices' | 'asked'>,
  params: GivenParams,
): StandingChoices {
  const standing = figure.asked(params).found ?? {};
  const chosen: Record<string, string> = {};
  const optional = new Set<string>();
  for (const { name } of figure.choices) {
    const value = textOf(standing[name]) ?? textOf(params[name]);
    if (value !== undefined) chosen[name] = value;
    const { [name]: _left, ...others } = params;
    if (textOf(figure.asked(others).found?.[name]) === undefined) optional.add(name);
  }
  return { chosen, optional };
}
