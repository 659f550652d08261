'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import type { ConflictActions } from '@/components/containers/conflict-notice';
import { placeText } from '@/components/containers/place-text';
import { useScanCapture } from '@/components/bench/use-scan-capture';
import { useToast } from '@/components/ui/toast';
import { labelOf, type Deck, type DeckContainer, type DeckFound } from '@/lib/containers/deck/deck';
import type { Place } from '@/lib/containers/contract';
import { ConflictStrip } from './conflict-strip';
import { CorrectPlace, type CorrectAction } from './correct-place';
import { DeckCounts } from './deck-counts';
import { DeckDevices } from './deck-devices';
import { DeckLegend } from './deck-legend';
import { DeckSearch } from './deck-search';
import { FoundOnDeck } from './found-on-deck';
import { Peek } from './peek';
import { PlaceFacts } from './place-facts';
import { PlacePanel } from './place-panel';
import { PlacePanelBody } from './place-panel-body';
import { showCell } from './show-cell';
import { useDeckEvents } from './use-deck-events';
import { usePeek } from './use-peek';

/** The server actions of the deck, for those who may correct places. */
export type DeckActions = ConflictActions & { correct: CorrectAction };

/** The deck: what stands where, what is in conflict, and where things are. */
export function DeckBoard({
  labSlug,
  timeZone,
  deck,
  found,
  actions,
}: {
  labSlug: string;
  timeZone: string;
  deck: Deck;
  /** What the address looks for; null for nothing. */
  found: DeckFound | null;
  actions: DeckActions | null;
}) {
  const router = useRouter();
  const toast = useToast();
  const path = `/${labSlug}/deck`;
  const root = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const anchor = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<Place | null>(null);
  const [correcting, setCorrecting] = useState<{ container: DeckContainer; place: Place } | null>(
    null,
  );
  const [finding, startFinding] = useTransition();
  /** Counts the searches that were answered: each jumps once, whatever happens on the deck later. */
  const [answered, setAnswered] = useState(found ? 1 : 0);
  const peek = usePeek(open !== null || correcting !== null);

  const deviceOf = (name: string) => deck.devices.find((device) => device.name === name);
  const thingAt = ({ device, position }: Place) =>
    deviceOf(device)?.things.find((thing) => thing.position === position);

  const jump = (place: Place | null | undefined) => {
    const device = place && deviceOf(place.device);
    if (device && root.current) showCell(root.current, device.id, place.position);
  };
  const find = (text: string) => {
    const wanted = text.trim();
    if (input.current) input.current.value = wanted;
    setOpen(null);
    startFinding(() => {
      router.push(wanted === '' ? path : `${path}?find=${encodeURIComponent(wanted)}`, {
        scroll: false,
      });
      setAnswered((count) => count + 1);
    });
  };
  useScanCapture(input, (text) => {
    if (correcting || document.querySelector('[role="alertdialog"]')) {
      toast({
        title: `${text} was scanned and not looked for`,
        description: 'Save or leave what you are correcting, then scan again.',
        tone: 'danger',
      });
      return;
    }
    find(text);
  });
  useEffect(() => {
    if (answered > 0) jump(found?.hits.find((hit) => hit.place)?.place);
    // Not again when the deck changes: whoever scrolled away is left where they are.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [answered]);

  useDeckEvents(root, {
    onPress: ({ element, device: id, position }) => {
      const device = deck.devices.find((candidate) => candidate.id === id);
      if (!device) return;
      peek.hide();
      anchor.current = element;
      setOpen({ device: device.name, position });
    },
    onOver: (cell) => peek.over(cell),
    onFocus: (cell) => peek.focused(cell),
  });
  const peeked = peek.cell && deck.devices.find(({ id }) => id === peek.cell?.device);
  const peekedThing = peeked?.things.find(({ position }) => position === peek.cell?.position);
  const opened = open && thingAt(open);
  /** Of a large device only a part is drawn; a search for the container draws the other. */
  const show = ({ device, position }: Place, container?: string) => {
    const at = deviceOf(device);
    if (at && position >= at.from && position < at.to) jump({ device, position });
    else if (container !== undefined) find(container);
  };
  const correctPlace = (container: DeckContainer, place: Place) => {
    setOpen(null);
    setCorrecting({ container, place });
  };

  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <DeckSearch
          path={path}
          text={found?.text ?? ''}
          input={input}
          pending={finding}
          onFind={find}
        />
        <DeckCounts deck={deck} />
      </div>
      {found ? (
        <FoundOnDeck
          labSlug={labSlug}
          timeZone={timeZone}
          found={found}
          onShow={(hit) => hit.place && show(hit.place, hit.id)}
          onClear={() => find('')}
        />
      ) : null}
      <ConflictStrip
        labSlug={labSlug}
        timeZone={timeZone}
        conflicts={deck.conflicts}
        count={deck.conflict_count}
        actions={actions}
        onShow={({ to, container }) => {
          if (deviceOf(to.device)) show(to, container?.id);
          else toast({ title: `${to.device} is not on the deck any more`, tone: 'warning' });
        }}
        onCorrect={(container, place) => {
          anchor.current = null;
          correctPlace(container, place);
        }}
      />
      <DeckLegend />
      <div ref={root}>
        <DeckDevices labSlug={labSlug} deck={deck} found={found} open={open} />
      </div>
      {peek.cell && peeked && peekedThing ? (
        <Peek anchor={peek.cell.element}>
          <p className="font-mono font-semibold break-words">{labelOf(peekedThing)}</p>
          <p className="mb-2 text-xs text-muted">
            {placeText({ device: peeked.name, position: peekedThing.position })}
          </p>
          <PlaceFacts labSlug={labSlug} timeZone={timeZone} thing={peekedThing} links={false} />
        </Peek>
      ) : null}
      <PlacePanel
        anchor={anchor}
        open={open !== null && deviceOf(open.device) !== undefined}
        title={opened ? labelOf(opened) : 'Free'}
        subtitle={open ? placeText(open) : ''}
        onClose={() => setOpen(null)}
      >
        {open ? (
          <PlacePanelBody
            labSlug={labSlug}
            timeZone={timeZone}
            place={open}
            thing={opened ?? null}
            conflicts={deck.conflicts}
            actions={actions}
            onCorrect={correctPlace}
          />
        ) : null}
      </PlacePanel>
      {correcting && actions ? (
        <CorrectPlace
          labSlug={labSlug}
          container={correcting.container}
          place={correcting.place}
          devices={deck.devices}
          action={actions.correct}
          returnFocus={anchor}
          onClose={() => setCorrecting(null)}
        />
      ) : null}
    </div>
  );
}
