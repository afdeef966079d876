import type { FieldPath } from '../../../core/finding';
import type { JsonSchema } from '../../../core/schema';
import type { Environment } from '../../../project/environment';
import { dataHelper } from '../helm/data-helper';
import { type ValuePath, type Values, startsWith, valueAt } from '../values';
import type { Program } from './programs';
import { sectionNames } from './sections';

/** What an environment's domain goes into. */
export interface DomainUse {
  readonly domain: string;
  /** Values that are texts, or lists, in which it stands. */
  readonly paths: readonly ValuePath[];
}

/** The value that is the domain, where environments have one. */
export const domainSchema: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 253,
  pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$',
  description:
    'Domain of the environment. Another one takes its place in all values in which environment files have it by a variable.',
};

/**
 * The uses of the domain of each environment; undefined where it is no value: an environment has none, or something
 * follows from it that no value holds.
 *
 * @param values those of each environment
 */
export function domainUses(
  environments: readonly Environment[],
  programs: readonly Program[],
  values: ReadonlyMap<string, Values>,
): ReadonlyMap<string, DomainUse> | undefined {
  const uses = environments.map((environment): readonly [string, DomainUse | undefined] => [
    environment.name,
    useOf(environment, programs, values.get(environment.name) ?? {}),
  ]);
  const known = uses.flatMap(([name, use]) => (use ? [[name, use] as const] : []));
  return known.length === uses.length ? new Map(known) : undefined;
}

function useOf(
  environment: Environment,
  programs: readonly Program[],
  values: Values,
): DomainUse | undefined {
  const { domain } = environment.spec;
  if (domain === undefined) return undefined;
  const paths = environment.paths().flatMap((path): readonly (ValuePath | undefined)[] => {
    const [section] = path;
    if (typeof section !== 'string' || elsewhere.has(section) || !follows(environment, path, domain))
      return [];
    const value = valuePathOf(path, programs);
    return [value && valueAt(values, value) !== undefined ? value : undefined];
  });
  const known = paths.filter((path) => path !== undefined);
  return known.length === paths.length ? { domain, paths: known } : undefined;
}

/** Sections of which no objects are made, or which are made into all others before anything else. */
const elsewhere = new Set(['domain', 'vars', 'traefik', 'existing', 'defaults']);

function follows(environment: Environment, path: FieldPath, domain: string): boolean {
  const provenance = environment.provenance(path);
  if (!provenance || provenance.variables.length === 0) return false;
  const text = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    environment.spec,
  );
  return typeof text === 'string' && text.includes(domain);
}

/** Where the chart has what stands at a path of environment files; a list is a value as a whole. */
function valuePathOf(path: FieldPath, programs: readonly Program[]): ValuePath | undefined {
  const index = path.findIndex((key) => typeof key === 'number');
  const keys = (index === -1 ? path : path.slice(0, index)).map(String);
  const [section = '', name = '', ...field] = keys;
  if (sectionNames.some((one) => one === section)) return keys;
  const program = programs.find((one) => one.owner === section && one.name === name);
  if (!program) return undefined;
  if (section !== 'services') return undefined;
  if (field.join('.') === 'image') return [section, name, 'image', 'repository'];
  const row = program.laid.find((one) => startsWith(field, one.field));
  return [section, name, ...(row ? [...row.value, ...field.slice(row.field.length)] : field)];
}

/** The helper that knows the domain of each environment, and the values in which it stands. */
export function domainsHelper(uses: ReadonlyMap<string, DomainUse> | undefined): string {
  return dataHelper(
    'chart.domains',
    'The domain of each environment, and the values in which it stands.',
    Object.fromEntries(uses ?? []),
  );
}
