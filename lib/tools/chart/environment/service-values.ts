import { defaultMemoryShare, exitSeconds } from '../../../constructs/workload';
import { asList, asMap, isPlainMap } from '../../../core/base';
import { type ValuePath, type Values, valueAt } from '../values';

/** Where the values of a service hold which of its ports are routed; the chart computes it. */
export const routedKey = 'routed by';

/** Marks maps of which the operator's values say a part, so that they are there whatever an environment has in them. */
export const laidKey = 'laid over';

/** An autoscaler that is off: what it would be if it were on. */
const noAutoscaling = { enabled: false, minReplicas: 2, maxReplicas: 10, cpu: 70 };

/** A service as the derivation takes it: what environment files say of it, with what they can turn on and off. */
export function serviceValues(spec: Values): Values {
  const { env, resources, autoscaling } = spec;
  return {
    ...spec,
    ...(isPlainMap(env) && { env: withTexts(env, ['number', 'boolean']) }),
    ...(isPlainMap(resources) && {
      resources: Object.fromEntries(
        Object.entries(resources).map(([key, part]) => [
          key,
          isPlainMap(part) ? withTexts(part, ['number']) : part,
        ]),
      ),
    }),
    autoscaling: isPlainMap(autoscaling) ? scalingValues(autoscaling) : noAutoscaling,
  };
}

function scalingValues(autoscaling: Values): Values {
  const { memory, metrics } = autoscaling;
  const { enabled: _, cpu, ...usual } = noAutoscaling;
  const looksAtCpu = memory === undefined && (!Array.isArray(metrics) || metrics.length === 0);
  return { enabled: true, ...usual, ...(looksAtCpu && { cpu }), ...autoscaling };
}

/** Numbers and switches as the texts that manifests have in their place, so that a value has one type. */
function withTexts(map: Values, types: readonly string[]): Values {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key, types.includes(typeof value) ? String(value) : value]),
  );
}

/** Values without what only the derivation knows. */
export function withoutInnerKeys(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => key !== routedKey && key !== laidKey)
      .map(([key, value]) => [key, isPlainMap(value) ? withoutInnerKeys(value) : value]),
  );
}

/** The same without the marks, and without maps that had nothing else in them. */
function withoutMarks(map: Values): Values {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]): (readonly [string, unknown])[] => {
      if (key === laidKey) return [];
      if (!isPlainMap(value) || !Object.hasOwn(value, laidKey)) return [[key, value]];
      const own = withoutMarks(value);
      return Object.keys(own).length > 0 ? [[key, own]] : [];
    }),
  );
}

/** The service that such values describe. */
export function serviceOf(values: Values): Values {
  const { autoscaling, [routedKey]: _, ...marked } = values;
  const rest = withoutMarks(marked);
  if (!isPlainMap(autoscaling)) return rest;
  const { enabled, ...scaling } = autoscaling;
  return enabled === false ? rest : { ...rest, autoscaling: scaling };
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
    ...timingDefaults(values, spec),
    ...(values['resources'] !== false && requests['cpu'] === undefined && limits['cpu'] === undefined
      ? [[['resources', 'requests', 'cpu'], fieldOf(resources, 'requests')['cpu']] as const]
      : []),
    ...(values['resources'] !== false && requests['memory'] === undefined && limits['memory'] === undefined
      ? [[['resources', 'limits', 'memory'], fieldOf(resources, 'limits')['memory']] as const]
      : []),
  ].filter(([, value]) => value !== undefined);
}

/** How long probes and the end of a pod take, and what Go is told about memory. */
function timingDefaults(values: Values, spec: Values): readonly (readonly [ValuePath, unknown])[] {
  const container = containerOf(spec);
  const probes = ['startup', 'liveness', 'readiness'].flatMap((name) =>
    ['periodSeconds', 'timeoutSeconds', 'failureThreshold'].map(
      (field) => [['probes', name, field], fieldOf(container, `${name}Probe`)[field]] as const,
    ),
  );
  const pod = fieldOf(fieldOf(spec, 'template'), 'spec');
  const { seconds } = fieldOf(fieldOf(fieldOf(container, 'lifecycle'), 'preStop'), 'sleep');
  const grace = pod['terminationGracePeriodSeconds'];
  const own = fieldOf(values, 'shutdown');
  const isSummedUp = own['terminationGracePeriodSeconds'] === undefined;
  const drain =
    isSummedUp && typeof grace === 'number' && typeof seconds === 'number'
      ? grace - seconds - exitSeconds
      : undefined;
  const variables: readonly unknown[] = Array.isArray(container['env']) ? container['env'] : [];
  const hasMemoryLimit = variables.some(
    (variable) => isPlainMap(variable) && variable['name'] === 'GOMEMLIMIT',
  );
  const all: readonly (readonly [ValuePath, unknown])[] = [
    ...probes,
    [['shutdown', 'preStopSeconds'], seconds],
    [['shutdown', 'drainSeconds'], drain],
    [['go', 'memoryLimit'], hasMemoryLimit ? defaultMemoryShare : undefined],
  ];
  return all.filter(([path]) => isFree(values, path));
}

/** Whether there is room for a value: it is not there, and nothing that turns it off is. */
function isFree(values: Values, path: ValuePath): boolean {
  return path.every((_, index) => {
    const value = valueAt(values, path.slice(0, index + 1));
    return index === path.length - 1 ? value === undefined : value === undefined || isPlainMap(value);
  });
}

function resourcesOf(spec: Values): Values {
  return fieldOf(containerOf(spec), 'resources');
}

function containerOf(spec: Values): Values {
  const { containers } = fieldOf(fieldOf(spec, 'template'), 'spec');
  const [container] = asList(containers);
  return isPlainMap(container) ? container : {};
}

function fieldOf(map: Values, key: string): Values {
  return asMap(map[key]);
}
