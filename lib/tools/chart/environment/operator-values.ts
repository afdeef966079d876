import { isPlainMap } from '../../../core/base';
import { type Values, valueAt, withValue, withValues } from '../values';
import { imageParts } from './image-values';
import type { LaidOver } from './laid-over';
import { laidKey } from './service-values';

/** What of a program is an input of the derivation: all but what the operator's values say. */
export function watchedPart(spec: Values, laid: readonly LaidOver[]): Values {
  const left = laid
    .filter(({ isWatched = false }) => !isWatched)
    .reduce(
      (rest, { field }) => (valueAt(rest, field) === undefined ? rest : withValue(rest, field, undefined)),
      spec,
    );
  // What has nothing left in it is not there: it would be something that only some environments have.
  const rest = Object.fromEntries(
    Object.entries(left).filter(([key, value]) => value === spec[key] || !isEmptyMap(value)),
  );
  // What is always there in the values is always there in what is watched, or its being there would tell something.
  const maps = laid.flatMap(({ value, isWatched = false }) => {
    if (value[0] === 'image') return [];
    const within = isWatched ? value : value.slice(0, -1);
    return within.map((_, index) => within.slice(0, index + 1));
  });
  return withValues(
    rest,
    maps.map((path) => [[...path, laidKey], true] as const),
  );
}

/**
 * The values of a program as the chart has them: what is offered of those that the derivation knows, and the operator's.
 *
 * @param known what the derivation offers, with the image as one text
 */
export function programValues(spec: Values, known: unknown, laid: readonly LaidOver[]): Values {
  const { image, ...others } = isPlainMap(known) ? known : {};
  const parts = typeof image === 'string' ? imageParts(image) : undefined;
  const start: Values = { enabled: true, ...(parts && { image: parts }), ...others };
  return laid.reduce((values, { value, field, empty, without }) => {
    if (valueAt(values, value) !== undefined) return values;
    const own = written(valueAt(spec, field), without) ?? empty;
    return own === undefined ? values : withValue(values, value, own);
  }, start);
}

/** A map as manifests have it: cdk8s leaves out `__proto__`, of whatever map. What is laid over nothing is no value. */
function written(value: unknown, without: readonly string[] = []): unknown {
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => key !== '__proto__' && !without.includes(key)),
  );
}

/** Whether an autoscaler owns the number of a service's pods. */
export function isScaled(values: unknown): boolean {
  return valueAt(values, ['autoscaling', 'enabled']) === true;
}

/** What of a job the chart has as values: the parts that the operator's values are laid over. */
export function jobValues(spec: Values, laid: readonly LaidOver[]): Values {
  const image = typeof spec['image'] === 'string' ? spec['image'] : undefined;
  return programValues(spec, { image }, laid);
}

function isEmptyMap(value: unknown): boolean {
  return isPlainMap(value) && Object.keys(value).length === 0;
}
