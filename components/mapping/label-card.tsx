'use client';

import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { EditorView } from './mapping-editor';

/** A text of the table under its label, marked where it is not the default. */
export function TextField({
  name,
  label,
  hint,
  placeholder,
  list,
  view,
}: {
  name: string;
  label: string;
  hint?: string;
  placeholder?: string;
  /** The id of a datalist. */
  list?: string;
  view: EditorView;
}) {
  const usual = view.usual.texts[name] ?? '';
  return (
    <div>
      <Field label={label} hint={hint} error={view.faultOf(name)}>
        <Input
          code
          readOnly={view.readOnly}
          spellCheck={false}
          autoComplete="off"
          list={view.readOnly ? undefined : list}
          placeholder={placeholder}
          value={view.draft.texts[name] ?? ''}
          onChange={(event) => view.setText(name, event.target.value)}
        />
      </Field>
      {view.unlike.has(name) ? (
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
          <Badge tone="info">Changed</Badge>
          <span>
            default: <span className="font-mono">{usual === '' ? 'none' : usual}</span>
          </span>
        </p>
      ) : null}
    </div>
  );
}

/** How the number on a label becomes a specimen number, the zone of times, and what is no patient’s. */
export function LabelAndTime({
  view,
  labTimeZone,
  timeZones,
}: {
  view: EditorView;
  labTimeZone: string;
  timeZones: readonly string[];
}) {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Card
        title="Label rule"
        description="How what the instrument read off the label becomes the specimen’s number."
      >
        <div className="space-y-4">
          <TextField
            view={view}
            name="label.pattern"
            label="Pattern"
            hint="A regular expression (RE2). Where the whole label matches, its first group is the number."
            placeholder="none, such as LAB(\d+)"
          />
          <TextField
            view={view}
            name="label.suffixes"
            label="Suffixes to cut off"
            hint="With commas; the longest that fits is cut off the end, once."
            placeholder="none, such as -01, -02, A"
          />
        </div>
      </Card>
      <Card title="Times" description="Of times that the instrument writes without an offset.">
        <TextField
          view={view}
          name="timeZone"
          label="Time zone"
          placeholder={`the lab’s: ${labTimeZone}`}
          list="mapping-time-zones"
        />
        <datalist id="mapping-time-zones">
          {timeZones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </Card>
      <Card
        title="Not a patient’s, and pools"
        description="By the role of the specimen (HL7 table 0369), with commas."
      >
        <div className="space-y-4">
          <TextField
            view={view}
            name="notPatient"
            label="Not a patient’s"
            hint="Controls and the like: kept as events of the device, in no figure of specimens."
          />
          <TextField view={view} name="pool" label="Pools" hint="Made from several specimens." />
        </div>
      </Card>
      <Card title="Failures" description="Where the instrument says only that a specimen failed.">
        <TextField view={view} name="failure" label="Error code" />
      </Card>
    </div>
  );
}
