import type { DefinedFigure } from '../define-figure';
import { corrections } from './corrections';
import { criticals } from './criticals';
import { errors } from './errors';
import { rejections } from './rejections';
import { sla } from './sla';
import { throughput } from './throughput';
import { urgent } from './urgent';

/**
 * Every figure that is declared in one file. A new one is listed here, and nowhere else: its routes
 * /metrics/{name} and /metrics/{name}/rows, its page /{lab}/figures/{name} with its rows, and its
 * place in the navigation and the data dictionary follow.
 */
export const FIGURES: readonly DefinedFigure[] = [
  throughput,
  errors,
  sla,
  rejections,
  urgent,
  corrections,
  criticals,
];

/** The figure of a name, or null for a name that is none. */
export function figureNamed(name: string): DefinedFigure | null {
  return FIGURES.find((figure) => figure.name === name) ?? null;
}
