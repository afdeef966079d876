import { isEqual, isPlainMap, sha256 } from '../../../core/base';
import type { Computation } from './computation';
import type { Condition, Feature, Part, Template, ValueUse } from './template';
import { type Values, valueAt } from '../values';

/** What templates are evaluated with. */
export interface Release {
  readonly values: Values;
  readonly environment: string;
  readonly computations: readonly Computation[];
}

/** What Helm would make of a template. */
export function evaluate(template: Template, release: Release): unknown {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'value': {
      const value = valueOf(template, release);
      return template.text && typeof value === 'number' ? String(value) : value;
    }
    case 'sum': {
      const sum = template.paths.reduce(
        (total, path) => total + Number(valueAt(release.values, path)),
        template.plus,
      );
      return template.text ? String(sum) : sum;
    }
    case 'text':
      return template.parts
        .map((part) => (typeof part === 'string' ? part : String(valueOf(part, release))))
        .join('');
    case 'digest':
      return sha256(digestLines(template.lines, release), template.length);
    case 'map':
      return Object.fromEntries(present(template.entries, release));
    case 'list':
      return present(template.items, release).map(([, value]) => value);
    default:
      return evaluate(chosen(template, release), release);
  }
}

/** Whether Helm would make just this of a template: looked at part by part, without making it. */
export function gives(template: Template, release: Release, wanted: unknown): boolean {
  switch (template.kind) {
    case 'map': {
      if (!isPlainMap(wanted)) return false;
      let count = 0;
      for (const { key, when, value } of template.entries) {
        if (when !== undefined && !holds(when, release)) continue;
        if (!Object.hasOwn(wanted, key) || !gives(value, release, wanted[key])) return false;
        count += 1;
      }
      return count === Object.keys(wanted).length;
    }
    case 'list': {
      if (!Array.isArray(wanted)) return false;
      let count = 0;
      for (const { when, value } of template.items) {
        if (when !== undefined && !holds(when, release)) continue;
        if (count === wanted.length || !gives(value, release, wanted[count])) return false;
        count += 1;
      }
      return count === wanted.length;
    }
    case 'choice':
      return gives(chosen(template, release), release, wanted);
    default:
      return isEqual(evaluate(template, release), wanted);
  }
}

function chosen({ options, otherwise }: Template & { readonly kind: 'choice' }, release: Release): Template {
  return options.find(({ when }) => holds(when, release))?.value ?? otherwise;
}

/** Whether a condition holds. */
export function holds(condition: Condition, release: Release): boolean {
  switch (condition.kind) {
    case 'feature':
      return hasFeature(condition.feature, release);
    case 'not':
      return !holds(condition.condition, release);
    case 'and':
      return condition.conditions.every((part) => holds(part, release));
    default:
      return condition.conditions.some((part) => holds(part, release));
  }
}

/** Whether a feature is there. */
export function hasFeature(
  feature: Feature,
  { values, environment }: Omit<Release, 'computations'>,
): boolean {
  switch (feature.kind) {
    case 'present':
      return valueAt(values, feature.path) !== undefined;
    case 'true':
      return valueAt(values, feature.path) === true;
    case 'is':
      return isEqual(valueAt(values, feature.path), feature.value);
    case 'above':
      return Number(valueAt(values, feature.path)) > feature.limit;
    default:
      return feature.names.includes(environment);
  }
}

function present(parts: readonly Part[], release: Release): [string, unknown][] {
  return parts.flatMap(({ key, when, value }): [string, unknown][] =>
    when === undefined || holds(when, release) ? [[key, evaluate(value, release)]] : [],
  );
}

function valueOf({ path, second, computation }: ValueUse, { values, computations }: Release): unknown {
  const value = valueAt(values, path);
  if (computation === undefined) return value;
  const known = computations.find(({ name }) => name === computation);
  return second ? known?.compute(value, valueAt(values, second)) : known?.compute(value);
}

function digestLines(lines: readonly Part[], release: Release): string {
  return lines
    .filter(({ when }) => when === undefined || holds(when, release))
    .map(({ key, value }) =>
      value.kind === 'literal' ? String(value.value) : `${key} ${sha256(String(evaluate(value, release)))}\n`,
    )
    .join('');
}
