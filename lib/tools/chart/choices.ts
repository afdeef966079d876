import { type Problem, ProblemError } from '../../core/finding';
import { isEqual } from '../../core/base';
import type { Choice } from './derive/derived';
import { type Values, valueAt } from './values';

/**
 * @throws ProblemError where inputs have something else than a choice admits, or none of them has it
 */
export function checkChoices(inputs: ReadonlyMap<string, Values>, choices: readonly Choice[]): void {
  const problems = choices.flatMap(({ path, values }): Problem[] => {
    const having = [...inputs].filter(([, input]) => valueAt(input, path) !== undefined);
    if (having.length === 0) {
      return [wrong(path, `No input has ${path.join('.')}, of which choices are named.`)];
    }
    return having.flatMap(([name, input]) => {
      const value = valueAt(input, path);
      if (values.some((one) => isEqual(one, value))) return [];
      return [
        wrong([name, ...path], `${JSON.stringify(value)} is none of the choices that are named for it.`),
      ];
    });
  });
  if (problems.length > 0) throw new ProblemError(problems);
}

function wrong(field: readonly string[], message: string): Problem {
  return {
    rule: 'input-without-choice',
    severity: 'error',
    message,
    consequence: 'No chart is derived.',
    fix: 'Name all values that inputs may have there, by the path that they have it at.',
    field,
  };
}
