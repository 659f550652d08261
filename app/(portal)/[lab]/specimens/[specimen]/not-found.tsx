import type { Metadata } from 'next';
import { SpecimenNotFound } from '@/components/specimens/specimen-not-found';

export const metadata: Metadata = { title: 'Specimen not found' };

export default function NotFound() {
  return <SpecimenNotFound />;
}
