import { isEqual } from '../../../core/base';
import { type FieldPath, type Problem, ProblemError } from '../../../core/finding';
import type { Environment } from '../../../project/environment';
import type { Choice } from '../derive/derived';
import { type ValuePath, keyOf, leafPaths, valueAt } from '../values';
import { type Input, isValue } from './program';

/**
 * The values of services that environments call one of some (`chart.choices`), as the derivation has them.
 *
 * @throws ProblemError where no environment has such a value, or one has something else there
 */
export function choicesOf(
  environments: readonly Environment[],
  inputs: ReadonlyMap<string, Input>,
): readonly Choice[] {
  const paths = new Map<string, ValuePath>();
  for (const { values } of inputs.values()) {
    for (const path of leafPaths(values)) if (canBeChosen(path)) paths.set(path.join('.'), path);
  }
  const choices = new Map<string, Choice>();
  const problems: Problem[] = [];
  for (const environment of environments) {
    for (const [name, values] of Object.entries(environment.spec.chart?.choices ?? {})) {
      const path = paths.get(name);
      if (!path) {
        problems.push(wrong(environment, name, `No service has a value ${name} that could be one of some.`));
        continue;
      }
      const own = [...inputs.values()].map((input) => valueAt(input.values, path));
      const isText = own.some((value) => typeof value === 'string');
      const known = choices.get(keyOf(path))?.values ?? [];
      choices.set(keyOf(path), {
        path,
        // Variables are texts in manifests, and in the values of a chart.
        values: distinct([...known, ...values.map((value) => (isText ? String(value) : value))]),
      });
    }
  }
  for (const environment of environments) {
    for (const { path, values } of choices.values()) {
      const own = valueAt(inputs.get(environment.name)?.values, path);
      if (own === undefined || values.some((value) => isEqual(value, own))) continue;
      const name = path.join('.');
      const message = `${environment.name} has ${JSON.stringify(own)}, which is none of the choices that are named for ${name}.`;
      problems.push(wrong(environment, name, message));
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return [...choices.values()];
}

/** An image stands in the values of a chart by its parts. */
function canBeChosen(path: ValuePath): boolean {
  const [section, , ...field] = path;
  return section === 'services' && isValue(path) && field.join('.') !== 'image';
}

function distinct(values: readonly unknown[]): readonly unknown[] {
  return values.filter((value, index) => values.findIndex((other) => isEqual(other, value)) === index);
}

function wrong(environment: Environment, name: string, message: string): Problem {
  const field: FieldPath = ['chart', 'choices', name];
  return {
    rule: 'input-without-choice',
    severity: 'error',
    message,
    consequence: 'No chart is made.',
    fix: 'Name the path of a value that a service of some environment has, and all values that environments have there.',
    field,
    location: environment.locate(field),
  };
}
