import type { DemoLab } from '@/lib/demo/load-demo';
import { CLINIC } from './clinic';
import { HOSPITAL } from './hospital';

/** The labs that a first start with the embedded database brings. */
export const DEMO_LABS: readonly DemoLab[] = [
  {
    slug: 'demo',
    name: 'Lakeside General Laboratory',
    scenario: HOSPITAL,
    seed: 1,
    days: 30,
    perDay: 600,
  },
  {
    slug: 'demo-north',
    name: 'Nordhafen Clinic Laboratory',
    scenario: CLINIC,
    seed: 2,
    days: 30,
    perDay: 60,
  },
];
