import { isPlainMap, itemAt } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import { type Outcome, carried, changed, lost } from '../outcome';
import { isTraefikLabel } from '../services/labels';
import type { Notes } from './notes';
import type { FileSet } from './files';
import type { LabelSet } from './scene';

/** What becomes of each label of Traefik: of the notes about its part of the configuration, the most exact one says it. */
export function* outcomesOfLabels(
  sets: readonly LabelSet[],
  notes: Notes,
  environment: unknown,
): Iterable<Outcome> {
  for (const set of sets) {
    for (const label of Object.keys(set.labels).filter(isTraefikLabel)) {
      const path = [...set.at, label];
      const { unread, isMistake, said } = set;
      if (unread !== undefined)
        yield isMistake
          ? changed('CM501', path, { message: unread })
          : changed('CM500', path, { message: unread });
      else yield outcomeOf(path, label, set.provider, said, notes, environment);
    }
  }
}

/** What becomes of each part of the files: below the path at which they are mounted stands the path in the file. */
export function* outcomesOfFiles(
  files: readonly FileSet[],
  notes: Notes,
  environment: unknown,
): Iterable<Outcome> {
  for (const { at, written, locate, said, unread } of files) {
    for (const leaf of leavesOf(written)) {
      const place = { path: [...at, ...leaf], location: locate(leaf) };
      if (unread !== undefined)
        yield {
          ...changed('CM501', place.path, { message: `Traefik does not read the file: ${unread}.` }),
          ...place,
        };
      else {
        const part = pathOf(leaf.map(String), said);
        yield { ...outcomeOfPart(place.path, ['file', ...part], notes, environment), ...place };
      }
    }
  }
}

function leavesOf(value: unknown, path: FieldPath = []): readonly FieldPath[] {
  if (Array.isArray(value) && value.some(isPlainMap))
    return value.flatMap((item: unknown, index) => leavesOf(item, [...path, index]));
  if (!isPlainMap(value) || Object.keys(value).length === 0) return path.length === 0 ? [] : [path];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

const prefix = 'traefik.';

function outcomeOf(
  path: FieldPath,
  label: string,
  provider: string,
  said: unknown,
  notes: Notes,
  environment: unknown,
): Outcome {
  const elements = label
    .slice(prefix.length)
    .split('.')
    .flatMap((element) => element.replace(/\[(\d+)\]$/, '.$1').split('.'));
  const [section = ''] = elements.map((element) => element.toLowerCase());
  if (section === 'enable') return carried(path);
  if (section === 'docker' || section === 'swarm') return changed('CM518', path);
  if (!['http', 'tcp', 'udp', 'tls'].includes(section))
    return changed('CM500', path, {
      message: 'Traefik has no setting of this name: it does not read the label.',
    });
  return outcomeOfPart(path, [provider, ...pathOf(elements, said)], notes, environment);
}

/**
 * What becomes of a part of Traefik's configuration: the most exact note about it says it.
 *
 * @param at the provider, and the path in its configuration
 */
function outcomeOfPart(path: FieldPath, at: FieldPath, notes: Notes, environment: unknown): Outcome {
  const note = notes(at);
  if (!note) {
    const [, section, kind, name = ''] = at;
    const part = partNames.get(`${section}.${kind}`) ?? partNames.get(String(kind));
    return part === undefined
      ? lost('CM505', path)
      : changed('CM504', path, { message: `Traefik has no ${part} ${name}, or nothing leads to it.` });
  }
  const { at: noted, to, fate, code, ...parts } = note;
  const place = to && deepest(environment, to, at.slice(noted.length));
  return { path, fate, code, ...parts, ...(place && { to: place }) };
}

/** What parts are called of which nothing else is told than that nobody uses them. */
const partNames: ReadonlyMap<string, string> = new Map([
  ['routers', 'router'],
  ['services', 'service'],
  ['middlewares', 'middleware'],
  ['serversTransports', 'transport'],
  ['tls.options', 'TLS options'],
]);

/** Where a label stands in the configuration, in whose words keys have other capitals. */
function pathOf(elements: readonly string[], configuration: unknown): FieldPath {
  const path: (string | number)[] = [];
  let value = configuration;
  for (const element of elements) {
    if (Array.isArray(value)) {
      path.push(Number(element));
      value = value[Number(element)];
      continue;
    }
    const key = isPlainMap(value) ? keyIn(value, element) : undefined;
    // The one server of a load balancer is written without its list.
    if (key === undefined && element.toLowerCase() === 'server') {
      path.push('servers', 0);
      value = itemAt(value, ['servers', 0]);
      continue;
    }
    path.push(key ?? element);
    value = key === undefined ? undefined : itemAt(value, [key]);
  }
  return path;
}

/** Names are written as they are, and fields in any capitals. */
function keyIn(map: Readonly<Record<string, unknown>>, element: string): string | undefined {
  if (Object.hasOwn(map, element)) return element;
  return Object.keys(map).find((each) => each.toLowerCase() === element.toLowerCase());
}

/** As far into a value of the environment as the label goes. */
function deepest(environment: unknown, to: FieldPath, rest: FieldPath): FieldPath {
  const [next, ...further] = rest;
  if (next === undefined || itemAt(environment, [...to, next]) === undefined) return to;
  return deepest(environment, [...to, next], further);
}
