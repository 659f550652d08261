'use client';

import { Undo2 } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { EditorView } from './mapping-editor';
import type { PlaceGroup } from './mapping-words';

/** Our fields and the places they are taken from, in the order they are tried. */
export function PlacesCards({
  format,
  groups,
  example,
  view,
}: {
  format: 'hl7' | 'astm';
  groups: readonly PlaceGroup[];
  example: string;
  view: EditorView;
}) {
  return groups.map(({ title, places }) => (
    <Card key={title} title={title}>
      <div className="divide-y">
        {places.map(({ name, label, hint }) => {
          const path = `${format}.${name}`;
          const usual = view.usual.places[path] ?? '';
          const isUsual = !view.unlike.has(path);
          return (
            <div
              key={path}
              className="grid gap-x-5 gap-y-1 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[minmax(0,11rem)_minmax(0,1fr)]"
            >
              <div className="min-w-0 sm:pt-1.5">
                <p className="text-dense font-medium" aria-hidden="true">
                  {label}
                </p>
                {hint ? <p className="text-xs text-muted">{hint}</p> : null}
              </div>
              <div className="min-w-0">
                <div className="flex items-start gap-2">
                  <Field
                    label={`${label}, taken from`}
                    hideLabel
                    error={view.faultOf(path)}
                    className="min-w-0 grow"
                  >
                    <Input
                      code
                      readOnly={view.readOnly}
                      spellCheck={false}
                      autoComplete="off"
                      autoCapitalize="characters"
                      placeholder={view.readOnly ? 'not taken' : `none, such as ${example}`}
                      value={view.draft.places[path] ?? ''}
                      onChange={(event) => view.setPlaces(path, event.target.value)}
                    />
                  </Field>
                  {isUsual || view.readOnly ? null : (
                    <IconButton
                      label={`Back to the default of ${label}`}
                      className="max-md:mt-0.5"
                      onClick={() => view.setPlaces(path, usual)}
                    >
                      <Undo2 aria-hidden="true" />
                    </IconButton>
                  )}
                </div>
                {isUsual ? null : (
                  <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
                    <Badge tone="info">Changed</Badge>
                    <span>
                      default: <span className="font-mono">{usual === '' ? 'none' : usual}</span>
                    </span>
                  </p>
                )}
              </div>
            </div>
          );
        })}
      </div>
    </Card>
  ));
}
