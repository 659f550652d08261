import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Field } from './field';
import { FilterBar } from './filter-bar';
import { Select } from './input';

function sent(): [string, unknown][] {
  const form = screen.getByRole('search', { name: 'Filters' });
  if (!(form instanceof HTMLFormElement)) throw new Error('The filters are a form');
  const data = new FormData(form);
  // As a browser asks everybody before it sends a form.
  const event: Event & { formData?: FormData } = new Event('formdata');
  event.formData = data;
  fireEvent(form, event);
  return [...data.entries()];
}

it('sends what was chosen and hidden, and nothing of what was left open', () => {
  render(
    <FilterBar hidden={{ sort: 'number', rows: '' }}>
      <input type="hidden" name="assay" value="NA" />
      <Field label="Assay" name="assay">
        <Select placeholder="Any" options={[{ value: 'K', label: 'K' }]} defaultValue="" />
      </Field>
      <Field label="State" name="state">
        <Select placeholder="Any" options={[{ value: 'error', label: 'Error' }]} defaultValue="" />
      </Field>
    </FilterBar>,
  );
  expect(sent()).toEqual([
    ['sort', 'number'],
    ['assay', 'NA'],
  ]);
  fireEvent.change(screen.getByLabelText('Assay'), { target: { value: 'K' } });
  expect(sent()).toEqual([
    ['sort', 'number'],
    ['assay', 'NA'],
    ['assay', 'K'],
  ]);
});
