import { renamed, uses } from '../../cel';
import type { PolicySpec } from '../manifest';
import { Untranslated } from './untranslated';

/** A policy whose expressions find their parameters under another name; conditions have no variables. */
export function withParams(spec: PolicySpec, name: string): PolicySpec {
  if (!spec.paramKind) return spec;
  const { matchConditions = [], variables = [], validations = [] } = spec;
  const asking = matchConditions.findIndex(({ expression }) => uses(expression, 'params'));
  if (asking !== -1)
    throw new Untranslated('A condition asks for parameters.', [
      'spec',
      'matchConditions',
      asking,
      'expression',
    ]);
  const change = (expression: string): string => renamed(expression, 'params', name);
  return {
    ...spec,
    ...(variables.length > 0 && {
      variables: variables.map((variable) => ({ ...variable, expression: change(variable.expression) })),
    }),
    validations: validations.map(({ expression, messageExpression, ...rest }) => ({
      expression: change(expression),
      ...(messageExpression !== undefined && { messageExpression: change(messageExpression) }),
      ...rest,
    })),
  };
}
