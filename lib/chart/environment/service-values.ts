import { isPlainMap } from '../../manifest';
import { type ValuePath, type Values, withValue } from '../values';

/** Where the values of a service hold which of its ports are routed; the chart computes it. */
export const routedKey = 'routed by';

/** A service as values: its image in the parts that people change. */
export function serviceValues(spec: Values): Values {
  const image = typeof spec['image'] === 'string' ? partsOf(spec['image']) : undefined;
  return image ? withValue(spec, ['image'], image) : spec;
}

/** The service that values describe. */
export function serviceOf(values: Values): Values {
  const { image, [routedKey]: _, ...rest } = values;
  return { ...rest, ...(image !== undefined && { image: isPlainMap(image) ? imageOf(image) : image }) };
}

function partsOf(image: string): Values | undefined {
  const match = /^(?<repository>[^@\s]*?[^@\s:/])(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>\S+))?$/.exec(image);
  if (!match?.groups) return undefined;
  return Object.fromEntries(Object.entries(match.groups).filter(([, part]) => part !== undefined));
}

function imageOf({ repository, tag, digest }: Values): string {
  return [
    String(repository),
    ...(tag === undefined ? [] : [`:${String(tag)}`]),
    ...(digest === undefined ? [] : [`@${String(digest)}`]),
  ].join('');
}

/**
 * The values that defaults of the program stand for, where the objects show them.
 *
 * @param unscaled the same workload without an autoscaler: only then it has a number of replicas
 */
export function defaultsOf(
  values: Values,
  workload: Values,
  unscaled: Values,
): readonly (readonly [ValuePath, unknown])[] {
  const spec = fieldOf(workload, 'spec');
  const replicas = spec['replicas'] ?? fieldOf(unscaled, 'spec')['replicas'];
  const resources = resourcesOf(spec);
  const given = isPlainMap(values['resources']) ? values['resources'] : {};
  const [requests, limits] = [fieldOf(given, 'requests'), fieldOf(given, 'limits')];
  return [
    ...(values['replicas'] === undefined && replicas !== undefined
      ? [[['replicas'], replicas] as const]
      : []),
    ...(values['resources'] !== false && requests['cpu'] === undefined && limits['cpu'] === undefined
      ? [[['resources', 'requests', 'cpu'], fieldOf(resources, 'requests')['cpu']] as const]
      : []),
    ...(values['resources'] !== false && requests['memory'] === undefined && limits['memory'] === undefined
      ? [[['resources', 'limits', 'memory'], fieldOf(resources, 'limits')['memory']] as const]
      : []),
  ].filter(([, value]) => value !== undefined);
}

function resourcesOf(spec: Values): Values {
  const { containers } = fieldOf(fieldOf(spec, 'template'), 'spec');
  const [container]: readonly unknown[] = Array.isArray(containers) ? containers : [];
  return isPlainMap(container) ? fieldOf(container, 'resources') : {};
}

function fieldOf(map: Values, key: string): Values {
  const value = map[key];
  return isPlainMap(value) ? value : {};
}
