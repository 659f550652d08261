import { describe, expect, it } from 'vitest';
import { ChannelChange, NewChannel } from '@/lib/alerts/channels/contract';
import { readChannelForm } from './channel-form';

function formOf(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) data.append(name, one);
  }
  return data;
}

const filled = {
  name: ' Core lab ',
  url: 'https://flows.example.org/hook?sig=1',
  when: 'hours',
  'hours.1': '8-16',
  'card.detail': 'counts',
  'card.fields': ['window', 'worst'],
  'card.top': '3',
};

describe('the form of a channel', () => {
  it('says what the interface takes', () => {
    const read = readChannelForm(formOf(filled), false);
    if (!read.ok) throw new Error('It cannot be read.');
    const made = NewChannel.parse({ ...read.given, kind: 'teams' });
    expect(made).toMatchObject({ name: 'Core lab', card: { detail: 'counts', top: 3 } });
    expect(made.card.fields).toEqual(['worst', 'window']);
    expect(made.hours).toMatchObject({ '1': [['08:00', '16:00']], '2': [] });
  });

  it('leaves the address as it is where a change gives none', () => {
    const read = readChannelForm(formOf({ ...filled, url: '  ', when: 'always' }), true);
    if (!read.ok) throw new Error('It cannot be read.');
    expect(read.given).not.toHaveProperty('url');
    expect(ChannelChange.parse(read.given).hours).toBeNull();
  });

  it('asks for an address of a new one', () => {
    const read = readChannelForm(formOf({ ...filled, url: '' }), false);
    if (!read.ok) throw new Error('It cannot be read.');
    const { error } = NewChannel.safeParse({ ...read.given, kind: 'teams' });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['url']);
  });

  it('names the day whose hours cannot be read, unless hours are not asked for', () => {
    const wrong = { ...filled, 'hours.3': '25-26' };
    const read = readChannelForm(formOf(wrong), false);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.fields.map(({ field }) => field)).toEqual(['hours.3']);
    expect(readChannelForm(formOf({ ...wrong, when: 'always' }), false).ok).toBe(true);
  });
});
