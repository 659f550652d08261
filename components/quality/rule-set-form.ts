/** The settings of a rule set, besides its text. */
export type RuleSetSettings = {
  name: string;
  description: string;
  every_hours: number | null;
  days: number;
  after_import: boolean;
};

/** What of a form's number is sent: text that is none stays, for the server to say so. */
function numberOf(given: string): number | string {
  const value = Number(given);
  return given === '' || Number.isNaN(value) ? given : value;
}

/** The settings as a form says them. */
export function readRuleSetForm(form: FormData) {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const every = text('every_hours');
  return {
    name: text('name'),
    description: text('description'),
    every_hours: every === '' ? null : numberOf(every),
    days: numberOf(text('days')),
    after_import: form.get('after_import') !== null,
  };
}
