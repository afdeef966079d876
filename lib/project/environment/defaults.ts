import { nearest } from '../../core/base';
import type { FieldPath, Problem } from '../../core/finding';
import { mergeNodes } from './merge';
import { changedAt, eachEntry, isText, mapAt } from './map-nodes';
import { type MapNode, mapNode } from './node';

/** Key of the section; effective environments do without it. */
const section = 'defaults';

/** Where each default goes, the lowest first. */
const targets: readonly { readonly of: string; readonly at: FieldPath }[] = [
  { of: 'pods', at: ['services'] },
  { of: 'services', at: ['services'] },
  { of: 'pods', at: ['jobs'] },
  { of: 'jobs', at: ['jobs'] },
  { of: 'pods', at: ['cronJobs'] },
  { of: 'cronJobs', at: ['cronJobs'] },
  { of: 'routes', at: ['routes', 'http'] },
  { of: 'routes', at: ['routes', 'tcp'] },
  { of: 'routes', at: ['routes', 'udp'] },
];

/** Puts the defaults of an environment below what they are for. */
export function withDefaults(root: MapNode): {
  readonly root: MapNode;
  readonly problems: readonly Problem[];
} {
  const defaults = root.entries.get(section);
  const profiled = withProfiles(root, mapAt(defaults, 'profiles'));
  // From the highest to the lowest, each goes below what the others have made.
  const applied = targets.toReversed().reduce((node, { of, at }) => {
    const low = mapAt(defaults, of);
    return low ? changedAt(node, at, (all) => eachBelow(all, () => low)) : node;
  }, profiled.root);
  return { root: applied, problems: profiled.problems };
}

/** An effective environment without the section. */
export function withoutDefaults(root: MapNode): MapNode {
  return withoutKey(root, section);
}

function withProfiles(
  root: MapNode,
  profiles: MapNode | undefined,
): { readonly root: MapNode; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const applied = changedAt(root, ['services'], (services) => {
    const merged = eachBelow(services, (service, name) => {
      const named = service.entries.get('profile');
      if (!named || !isText(named)) return undefined;
      const profile = profiles?.entries.get(named.value);
      if (profile?.kind === 'map') return profile;
      const known = [...(profiles?.entries.keys() ?? [])];
      const near = nearest(named.value, known);
      problems.push({
        rule: 'unknown-profile',
        severity: 'error',
        message: `There is no profile ${JSON.stringify(named.value)}.`,
        fix:
          near === undefined
            ? `Make it under defaults.profiles${known.length > 0 ? `, or use one of ${known.join(', ')}` : ''}.`
            : `Did you mean "${near}"?`,
        field: ['services', name, 'profile'],
        location: named.origin.place(),
      });
      return undefined;
    });
    return eachEntry(merged, (service) => {
      const named = service.entries.get('profile');
      return named && isText(named) ? withoutKey(service, 'profile') : service;
    });
  });
  return { root: applied, problems };
}

/** Each map of a map on top of another; what is missing in it is missing where it was written itself. */
function eachBelow(all: MapNode, lowOf: (one: MapNode, name: string) => MapNode | undefined): MapNode {
  return eachEntry(all, (one, name) => {
    const low = lowOf(one, name);
    const merged = low && mergeNodes(low, one);
    return merged?.kind === 'map' ? mapNode(merged.entries, one.origin, one.replaces) : one;
  });
}

function withoutKey(map: MapNode, key: string): MapNode {
  if (!map.entries.has(key)) return map;
  return mapNode(new Map(Array.from(map.entries).filter(([own]) => own !== key)), map.origin, map.replaces);
}
