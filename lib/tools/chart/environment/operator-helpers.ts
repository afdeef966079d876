import { groupBy, isPlainMap } from '../../../core/base';
import type { DerivedObject } from '../derive/derived';
import { dataHelper } from '../helm/data-helper';
import { type Values, valueAt } from '../values';
import { laidOver } from './laid-over';
import { isScaled } from './operator-values';
import type { Input } from './program';
import type { Program } from './programs';

/** The helper that knows where the operator's values of a program land. */
export function laidOverHelper(): string {
  const rows = laidOver.map(({ value, of = ['services', 'jobs', 'cronJobs'], places, without, empty }) => ({
    value,
    of,
    places,
    without,
    empty,
  }));
  return dataHelper('chart.laidOver', "Where the operator's values of a program land.", rows);
}

/** The helper that knows how many pods services have where no value says it. */
export function replicasHelper(inputs: ReadonlyMap<string, Input>): string {
  const numbers = Array.from(inputs, ([name, { values }]) => {
    const services = valueAt(values, ['services']);
    const own = isPlainMap(services) ? Object.entries(services) : [];
    const counted = own.flatMap(([service, spec]): (readonly [string, Values])[] => {
      const number = valueAt(spec, ['replicas']);
      if (typeof number !== 'number') return [];
      const scaled = isScaled(spec);
      return [[service, { number, ...(scaled && { scaled }) }]];
    });
    return [name, Object.fromEntries(counted)] as const;
  });
  return dataHelper(
    'chart.replicas',
    'How many pods services have where no value says it, and whether an environment scales them.',
    Object.fromEntries(numbers),
  );
}

/** The helper that knows which objects the templates make that are none of the maps of the values, by kind and name. */
export function fixedHelper(programs: readonly Program[], objects: readonly DerivedObject[]): string {
  return dataHelper(
    'chart.fixed',
    'The objects that no map of the values makes: their names by kind.',
    namesOf(programs, objects),
  );
}

function namesOf(programs: readonly Program[], objects: readonly DerivedObject[]): Values {
  const named = objects.map(({ identity }) => {
    const [, kind = '', name = ''] = /^[^/]*\/([^/]*)\/(\S*)/.exec(identity) ?? [];
    return { kind, name };
  });
  const kinds = groupBy(named, ({ kind }) => kind);
  const instances = programs.flatMap(({ name, specs }) =>
    [...specs.values()].map(({ instance = name }) => String(instance)),
  );
  return {
    ...Object.fromEntries(Array.from(kinds, ([kind, all]) => [kind, there(all.map(({ name }) => name))])),
    instances: there(instances),
  };
}

function there(names: readonly string[]): Values {
  return Object.fromEntries(names.map((name) => [name, true]));
}
