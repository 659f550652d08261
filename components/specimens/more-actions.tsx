'use client';

import { useRouter } from 'next/navigation';
import {
  Ban,
  ChevronDown,
  ClockArrowUp,
  ListPlus,
  Pencil,
  Printer,
  RotateCcw,
  TestTubes,
} from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { DropdownMenu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/dropdown-menu';
import { useToast } from '@/components/ui/toast';
import { AddTestsForm } from './add-tests-form';
import { labelHref, specimenHref } from './addresses';
import type { ChangeActions } from './change-action';
import { ChangeSpecimenForm } from './change-specimen-form';
import { ChildForm } from './child-form';
import { CorrectForm } from './correct-form';
import type { MoreTarget } from './more-target';
import { VoidForm } from './void-form';

type Item = 'tests' | 'aliquot' | 'recollection' | 'change' | 'correct' | 'void';

const TITLES: Record<Item, string> = {
  tests: 'Add tests',
  aliquot: 'Make an aliquot',
  recollection: 'Ask for a recollection',
  change: 'Change priority, location or type',
  correct: 'Correct a time',
  void: 'Void this specimen',
};

/** All that is done with a specimen besides its workflow, in a menu; each opens a dialog. */
export function MoreActions({
  target,
  actions,
  may,
}: {
  target: MoreTarget;
  actions: ChangeActions;
  /** What the reader's role allows. */
  may: { write: boolean; correct: boolean; void: boolean };
}) {
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState<Item | null>(null);
  const menu = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  // Back to the menu: the item the dialog was opened by is gone.
  useEffect(() => {
    if (open === null && wasOpen.current) setTimeout(() => menu.current?.focus(), 0);
    wasOpen.current = open !== null;
  }, [open]);
  const { labSlug, specimen } = target;
  const number = specimen.specimen_id;

  const changed = (text: string) => {
    setOpen(null);
    toast({ title: text, description: number, tone: 'positive' });
    router.refresh();
  };
  const made = (child: string) => {
    setOpen(null);
    toast({ title: `${child} was made`, tone: 'positive' });
    router.push(specimenHref(labSlug, child));
  };
  const forms: Record<Item, ReactNode> = {
    tests: <AddTestsForm target={target} action={actions.addTests} onDone={changed} />,
    aliquot: (
      <ChildForm target={target} relation="aliquot" action={actions.makeAliquot} onDone={made} />
    ),
    recollection: (
      <ChildForm
        target={target}
        relation="recollection"
        action={actions.makeRecollection}
        onDone={made}
      />
    ),
    change: <ChangeSpecimenForm target={target} action={actions.change} onDone={changed} />,
    correct: <CorrectForm target={target} action={actions.correct} onDone={changed} />,
    void: <VoidForm target={target} action={actions.voidIt} onDone={changed} />,
  };
  const item = (key: Item, icon: ReactNode, danger = false) => (
    <MenuItem icon={icon} danger={danger} onSelect={() => setOpen(key)}>
      {TITLES[key]}
    </MenuItem>
  );

  if (specimen.voided || !may.write) return null;
  return (
    <>
      <DropdownMenu
        trigger={
          <Button ref={menu} className="print:hidden">
            More actions <ChevronDown aria-hidden="true" />
          </Button>
        }
      >
        {item('tests', <ListPlus aria-hidden="true" />)}
        {item('aliquot', <TestTubes aria-hidden="true" />)}
        {item('recollection', <RotateCcw aria-hidden="true" />)}
        {item('change', <Pencil aria-hidden="true" />)}
        <MenuLink href={labelHref(labSlug, number)} icon={<Printer aria-hidden="true" />}>
          Reprint label
        </MenuLink>
        {may.correct || may.void ? <MenuSeparator /> : null}
        {may.correct ? item('correct', <ClockArrowUp aria-hidden="true" />) : null}
        {may.void ? item('void', <Ban aria-hidden="true" />, true) : null}
      </DropdownMenu>
      <Dialog
        open={open !== null}
        onOpenChange={(next) => {
          if (!next) setOpen(null);
        }}
        title={open === null ? '' : TITLES[open]}
        description={<span className="font-mono">{number}</span>}
      >
        {open === null ? null : forms[open]}
      </Dialog>
    </>
  );
}
