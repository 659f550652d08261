import { isMap, isScalar } from 'yaml';
import { type FieldError, invalidField, refuseFields } from '@/lib/platform/errors';
import { nameField } from '@/lib/platform/http/named-list';
import { slotsField, typeField } from '../contract';
import { type ConfiguredDevice, DEVICES_AT_MOST } from './contract';
import { readYaml, type YamlTree } from './read-yaml';

const ROOT = 'sila_servers';

type Entry = { key: string; path: string; value: unknown };

/** Gathers faults, so that one answer names them all. */
class Faults {
  readonly #fields: FieldError[] = [];

  add(field: string, message: string): void {
    this.#fields.push({ field: field.slice(0, 400), message });
  }

  refuse(): void {
    refuseFields(this.#fields);
  }
}

/** What stands under a key, null for nothing; a scalar's value otherwise. */
function valueOf(tree: YamlTree, node: unknown): unknown {
  const there = tree.resolve(node);
  return isScalar(there) ? there.value : (there ?? null);
}

/** The entries of a map with their paths; a key twice, or one that is no text, is a fault. */
function entriesOf(tree: YamlTree, node: unknown, path: string, faults: Faults): Entry[] {
  const map = tree.resolve(node);
  if (!isMap(map)) return [];
  const seen = new Set<string>();
  return map.items.flatMap(({ key: given, value }): Entry[] => {
    const key = tree.resolve(given);
    if (!isScalar(key) || key.value === null) {
      faults.add(path, 'has a key that is not text');
      return [];
    }
    // As it was written: 0x1F and 1.0 are names too.
    const text = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    const inside = path === '' ? text : `${path}.${text}`;
    if (seen.has(text)) {
      faults.add(inside, 'stands there twice');
      return [];
    }
    seen.add(text);
    return [{ key: text, path: inside, value }];
  });
}

/** Escapes of YAML can write half a character, which the database cannot keep. */
const wellFormed = (text: string) => !/\p{Surrogate}/u.test(text);
const HALF = 'must not contain half a character';
const configuredName = nameField.refine(wellFormed, HALF);
const configuredType = typeField.refine(wellFormed, HALF);

function issueOf(parsed: { error?: { issues: { message: string }[] } }): string {
  return parsed.error?.issues[0]?.message ?? 'is not valid';
}

function deviceOf(
  tree: YamlTree,
  group: string,
  { key, path, value }: Entry,
  faults: Faults,
): ConfiguredDevice | null {
  const name = configuredName.safeParse(key);
  if (!name.success) faults.add(path, `the name ${issueOf(name)}`);
  const there = valueOf(tree, value);
  if (there !== null && !isMap(there)) {
    faults.add(path, 'must be a map with capacity');
    return null;
  }
  const entries = entriesOf(tree, value, path, faults);
  const of = (wanted: string) => entries.find((entry) => entry.key === wanted);
  const capacity = of('capacity');
  const slots = slotsField.safeParse(capacity && valueOf(tree, capacity.value));
  if (!slots.success) {
    faults.add(`${path}.capacity`, capacity ? issueOf(slots) : 'is missing: how many positions');
  }
  const given = of('type');
  const givenType = given && valueOf(tree, given.value);
  const type = configuredType.safeParse(givenType ?? group);
  if (!type.success) faults.add(`${path}.type`, issueOf(type));
  if (!name.success || !slots.success || !type.success) return null;
  return { name: name.data, type: type.data, slots: slots.data, path };
}

/**
 * The devices of a lab's configuration: `sila_servers: {group: {Device: {capacity, type?}}}` in YAML,
 * a type being the group's name where it is left out, other keys ignored. 422 names each path at
 * fault (`sila_servers.movers.Arm.capacity`).
 */
export function parseLabConfig(text: string): ConfiguredDevice[] {
  const tree = readYaml(text);
  const faults = new Faults();
  if (!isMap(tree.root)) throw invalidField(ROOT, 'is missing: the configuration must be a map');
  const root = entriesOf(tree, tree.root, '', faults).find(({ key }) => key === ROOT);
  faults.refuse();
  if (!root || !isMap(tree.resolve(root.value))) {
    throw invalidField(ROOT, root ? 'must be a map of groups of devices' : 'is missing');
  }
  const devices: ConfiguredDevice[] = [];
  const known = new Map<string, string>();
  let count = 0;
  for (const group of entriesOf(tree, root.value, ROOT, faults)) {
    const there = valueOf(tree, group.value);
    if (there !== null && !isMap(there)) {
      faults.add(group.path, 'must be a map of devices');
      continue;
    }
    for (const entry of entriesOf(tree, group.value, group.path, faults)) {
      count += 1;
      if (count > DEVICES_AT_MOST) {
        throw invalidField(ROOT, `has more than ${DEVICES_AT_MOST} devices`);
      }
      const device = deviceOf(tree, group.key, entry, faults);
      if (!device) continue;
      const name = device.name.toLowerCase();
      const other = known.get(name);
      if (other !== undefined) {
        faults.add(device.path, `is the name of ${other} already; capitals make no difference`);
      } else {
        known.set(name, device.path);
        devices.push(device);
      }
    }
  }
  faults.refuse();
  return devices;
}
