import type { Environment } from '../../../project/environment';
import { isPlainMap } from '../../../core/base';
import type { Values } from '../values';
import { type LaidOver, type Owner, laidOverOf } from './laid-over';

/** A program in pods that some environments have, under one name. */
export interface Program {
  readonly owner: Owner;
  readonly name: string;
  /** What each environment that has it says of it. */
  readonly specs: ReadonlyMap<string, Values>;
  /** The values that it has whatever environments say. */
  readonly laid: readonly LaidOver[];
}

const owners: readonly Owner[] = ['services', 'jobs', 'cronJobs'];

/** All programs of environments. */
export function programsOf(environments: readonly Environment[]): readonly Program[] {
  return owners.flatMap((owner) => {
    const sections = environments.map(({ name, spec }) => [name, spec[owner] ?? {}] as const);
    const names = new Set(sections.flatMap(([, section]) => Object.keys(section)));
    return Array.from(names, (name): Program => {
      const specs = new Map(
        sections.flatMap(([environment, section]): (readonly [string, Values])[] => {
          const spec: unknown = Object.hasOwn(section, name) ? section[name] : undefined;
          return isPlainMap(spec) ? [[environment, spec]] : [];
        }),
      );
      return { owner, name, specs, laid: laidOverOf(owner, [...specs.values()]) };
    });
  });
}
