import { basename } from 'node:path';
import { type PolicyPlace, comparePolicies, profileOf, profiles } from '../../check/policy';
import { everyEnvironment } from '../../project/source';
import { oneOf, parseArguments } from '../arguments';
import { type Command, type Surroundings, UsageError } from '../command';
import { dataText } from '../data-output';
import { readReading, withEnvironments } from '../inputs';
import { comparisonMarkdown, comparisonText } from './compare-text';
import { crossOf, givenPolicies, policyOptions, withHeld } from './options';

/** Tells which policies hold in which environments, and why not. */
export const comparePlaces: Command['run'] = (args, surroundings) => {
  const { values } = parseArguments({
    args,
    options: {
      ...policyOptions,
      cluster: { type: 'string', multiple: true, default: [] },
      output: { type: 'string', short: 'o', default: 'text' },
    },
  });
  const format = oneOf('--output', values.output, ['text', 'json', 'markdown']);
  const given = givenPolicies(values);
  const clusters = clustersOf(values.cluster);
  const { env, filename = [], profile } = values;
  const every =
    env || filename.length > 0 ? undefined : everyEnvironment(withEnvironments(values, surroundings));
  const shared = every?.surroundings ?? withEnvironments(values, surroundings);
  const named = [
    ...(env ?? every?.names ?? []).map((name) => [name, `env:${name}`] as const),
    ...filename.map((path) => [basename(path), path] as const),
  ];
  const twice = named.find(([name], index) => named.findIndex(([other]) => other === name) < index);
  if (twice) throw new UsageError(`two places are called "${twice[0]}": rename one, or compare them apart`);
  const unknown = [...clusters.keys()].find((name) => !named.some(([other]) => other === name));
  if (unknown !== undefined)
    throw new UsageError(`--cluster: there is no place "${unknown}" among those compared`);
  const places = named.map(([name, source]): PolicyPlace => {
    shared.progress?.(`holding ${name} against policies`);
    const cluster = clusters.get(name);
    const reading = readReading({ filename: [source] }, shared);
    return {
      name,
      profile: profile === undefined ? profileOf(name) : oneOf('--profile', profile, profiles),
      objects: reading.objects,
      own: withHeld(given, reading).own,
      ...crossOf(reading),
      ...(cluster !== undefined && { cluster: objectsOf(cluster, shared) }),
    };
  });
  const today = new Date().toISOString().slice(0, 10);
  const policies = comparePolicies(places, { exceptions: given.exceptions, today });
  const names = places.map(({ name }) => name);
  if (format === 'json') surroundings.out(dataText({ places: names, policies }, 'json'));
  else if (format === 'markdown') surroundings.out(comparisonMarkdown(names, policies));
  else surroundings.out(comparisonText(names, policies, surroundings));
  const isKept = policies.every((policy) =>
    Object.values(policy.places).every(
      ({ state, severity, admission }) =>
        !(state === 'broken' && severity === 'error') &&
        (admission === undefined || admission.state === 'same' || admission.state === 'never'),
    ),
  );
  return isKept ? 0 : 1;
};

function objectsOf(source: string, surroundings: Surroundings): PolicyPlace['objects'] {
  return readReading({ filename: [source] }, surroundings).objects;
}

function clustersOf(values: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    values.map((value) => {
      const [, name, source] = /^([^=]+)=(.+)$/s.exec(value) ?? [];
      if (name === undefined || source === undefined)
        throw new UsageError(`--cluster takes NAME=SOURCE, not "${value}"`);
      return [name, source];
    }),
  );
}
