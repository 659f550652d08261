import { existsSync } from 'node:fs';
import { FIGURES } from '@/lib/metrics/figures/figure-list';

/** Where one route file serves several contracts: the address, and what it stands for. */
const SHARED = [
  {
    address: '/api/v1/metrics/{figure}',
    name: 'figure',
    values: FIGURES.map((figure) => figure.name),
  },
  {
    address: '/api/v1/metrics/{figure}/rows',
    name: 'figure',
    values: FIGURES.map((figure) => figure.name),
  },
];

const fileOf = (address: string) => `app${address.replace(/\{([^}]+)\}/g, '[$1]')}/route.ts`;

/** The route file of an endpoint's address, and what the address fixes of its parameters. */
export function routeOf(address: string): { file: string; fixed: Record<string, string> } {
  if (!existsSync(fileOf(address))) {
    for (const shared of SHARED) {
      const value = shared.values.find(
        (one) => shared.address.replace(`{${shared.name}}`, one) === address,
      );
      if (value !== undefined) {
        return { file: fileOf(shared.address), fixed: { [shared.name]: value } };
      }
    }
  }
  return { file: fileOf(address), fixed: {} };
}

/** The addresses that a route file serves: its own, or those it is shared by. */
export function addressesOf(address: string): string[] {
  const shared = SHARED.find((one) => one.address === address);
  return shared
    ? shared.values.map((value) => address.replace(`{${shared.name}}`, value))
    : [address];
}
