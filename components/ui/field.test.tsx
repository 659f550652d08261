import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Field } from './field';
import { ErrorSummary, FormErrors } from './form-errors';
import { Input, Select } from './input';

afterEach(cleanup);
const errors = [{ field: 'code', message: 'Another assay has this code.' }];

describe('Field', () => {
  it('wires label, hint and error to its control', () => {
    render(
      <Field label="Code" name="code" hint="As the LIS sends it" error="Taken." required>
        <Input />
      </Field>,
    );
    const input = screen.getByLabelText('Code');
    const described = (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(['As the LIS sends it', 'Taken.']);
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(input.getAttribute('name')).toBe('code');
    expect(input.hasAttribute('required')).toBe(true);
  });

  it('finds its own error in the form and leaves the others alone', () => {
    render(
      <FormErrors errors={errors}>
        <Field label="Code" name="code">
          <Input />
        </Field>
        <Field label="Department" name="department">
          <Select options={[{ value: 'c', label: 'Chemistry' }]} />
        </Field>
      </FormErrors>,
    );
    expect(screen.getByText('Another assay has this code.')).toBeTruthy();
    expect(screen.getByLabelText('Department').hasAttribute('aria-invalid')).toBe(false);
  });

  it('leads from the summary to the field', () => {
    render(
      <FormErrors errors={errors}>
        <ErrorSummary errors={errors} labels={{ code: 'Code' }} />
        <Field label="Code" name="code">
          <Input />
        </Field>
      </FormErrors>,
    );
    expect(screen.getByRole('alert').textContent).toContain('One thing to fix');
    fireEvent.click(screen.getByRole('button', { name: 'Code' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Code'));
  });
});
