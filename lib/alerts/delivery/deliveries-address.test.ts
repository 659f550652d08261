import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/platform/errors';
import {
  DELIVERY_VIEWS,
  deliveriesQueryOf,
  deliveryViewOf,
  readDeliveriesAddress,
} from './deliveries-address';

const ZONE = 'America/St_Johns';

describe('the address of the delivery log', () => {
  it('asks for days of the lab, both included', () => {
    const address = readDeliveriesAddress({ from: '2026-03-01', to: '2026-03-01', cursor: 'x' });
    const query = deliveriesQueryOf(address, ZONE, 50);
    expect(query).toMatchObject({
      from: new Date('2026-03-01T03:30:00Z'),
      to: new Date('2026-03-02T03:30:00Z'),
      cursor: 'x',
      limit: 50,
    });
  });

  it('refuses what the interface refuses, naming the field', () => {
    for (const [field, given] of [
      ['status', 'lost'],
      ['alert', 'Overdue'],
      ['from', '2026-02-30'],
    ] as const) {
      const read = () => deliveriesQueryOf(readDeliveriesAddress({ [field]: given }), ZONE, 50);
      expect(read).toThrow(AppError);
      expect(read).toThrow(field);
    }
  });

  it('stands under the tab that leads to it', () => {
    for (const { view, status, dismissed } of DELIVERY_VIEWS) {
      const address = readDeliveriesAddress({
        status: status ?? undefined,
        dismissed: dismissed ?? undefined,
        severity: 'critical',
      });
      expect(deliveryViewOf(address)).toBe(view);
    }
    expect(deliveryViewOf(readDeliveriesAddress({ status: 'dead' }))).toBeNull();
  });
});
