import { expect, test } from 'vitest';
import { cpuMilliseconds } from '../testing-messages/cpu-time';
import { fuzzReader } from '../testing-messages/fuzz-reader';
import { FUZZED } from '../testing-messages/fuzzed-readers';
import { JSON_SAMPLES } from '../testing-messages/json/json-samples';
import { readJson } from './read-json';

const context = { timeZone: 'Europe/Berlin', receivedAt: new Date('2026-03-02T12:00:00Z') };

test('at least twenty messages, each another, that are read', () => {
  const texts = JSON_SAMPLES.map(({ bytes }) => new TextDecoder().decode(bytes));
  expect(new Set(texts).size).toBeGreaterThanOrEqual(20);
  for (const { bytes } of JSON_SAMPLES) {
    expect(readJson(bytes, context).events.length).toBeGreaterThan(0);
  }
});

test('nothing but events or a refusal comes of what is broken', { timeout: 60_000 }, () => {
  const { samples, read, mutate } = FUZZED.json;
  const figures = fuzzReader(samples, read, 4_000, 11, mutate);
  const refused = Object.values(figures.refused).reduce((sum, count) => sum + count, 0);
  expect(figures.read + refused).toBe(4_000);
  expect(figures.read).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});

const MIB = 1024 * 1024;
const repeated = (piece: string) => piece.repeat(Math.floor(MIB / piece.length));

test.each([
  ['brackets', repeated('[')],
  ['brackets, closed', '['.repeat(MIB / 2) + ']'.repeat(MIB / 2)],
  ['objects in objects', repeated('{"type":')],
  ['events of no type', `[${repeated('{},')}{}]`],
  ['heartbeats', `[${repeated('{"type":"device.heartbeat"},')}{"type":"device.heartbeat"}]`],
  ['one text', `"${repeated('a')}"`],
  ['one name', `{"${repeated('a')}":1}`],
  ['names', `{${Array.from({ length: 70_000 }, (_, nth) => `"n${nth}":1`).join(',')}}`],
  [
    'results',
    `{"type":"specimen.resulted","data":{"specimen_id":"S","results":[${repeated('{"analyte":"A","value":1},')}{}]}}`,
  ],
  [
    'data of a step',
    `{"type":"step.started","data":{"name":"n","device":"d","start":"2026-03-02T12:00:00Z","status":"s","data":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}}`,
  ],
])('a mebibyte of %s is refused in little time', { timeout: 60_000 }, (_, text) => {
  const bytes = new TextEncoder().encode(text);
  const ms = cpuMilliseconds(() => {
    expect(() => readJson(bytes, context)).toThrow(
      expect.objectContaining({ name: 'UnreadableMessage' }),
    );
  });
  expect(ms).toBeLessThan(5_000);
});
