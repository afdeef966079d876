import { type CelProgram, CelFault, type Type, dyn, readCel } from '../cel';
import type { FieldPath, Finding } from '../../core/finding';
import type { PolicySpec } from './manifest';
import { beyondNames, namespaceType, requestType } from './variables';

/** A policy of which every expression is ready to run. */
export interface CompiledPolicy {
  readonly name: string;
  readonly spec: PolicySpec;
  readonly variables: readonly { readonly name: string; readonly program: CelProgram }[];
  readonly conditions: readonly CompiledExpression[];
  readonly validations: readonly CompiledValidation[];
}

export interface CompiledExpression {
  readonly expression: string;
  readonly program: CelProgram;
}

export interface CompiledValidation extends CompiledExpression {
  readonly message?: string;
  readonly messageProgram?: CelProgram;
}

export interface Compilation {
  /** Undefined where an expression is wrong. */
  readonly policy?: CompiledPolicy;
  /** What is wrong, each at its field. */
  readonly findings: readonly Finding[];
}

/** Reads the expressions of a policy, in the order and with the names in which the API server does. */
export function compilePolicy(name: string, spec: PolicySpec): Compilation {
  const findings: Finding[] = [];
  const variableTypes: Record<string, Type> = {};
  const names = {
    object: dyn,
    oldObject: dyn,
    request: requestType,
    namespaceObject: namespaceType,
    ...(spec.paramKind && { params: dyn }),
  };
  const read = (
    text: string,
    field: FieldPath,
    result?: 'bool' | 'string',
    withVariables = true,
  ): CelProgram | undefined => {
    const variables: Type = { kind: 'object', name: 'kubernetes.variables', fields: { ...variableTypes } };
    try {
      return readCel(text, {
        names: { ...names, ...(withVariables && { variables }) },
        beyond: beyondNames,
        ...(result && { result }),
      });
    } catch (error) {
      if (!(error instanceof CelFault)) throw error;
      findings.push(faultFinding(text, field, error));
      return undefined;
    }
  };
  const { variables = [], matchConditions = [], validations = [], auditAnnotations = [] } = spec;
  const conditions = matchConditions.map(({ expression }, index) => ({
    expression,
    program: read(expression, ['spec', 'matchConditions', index, 'expression'], 'bool', false),
  }));
  const compiledVariables = variables.map((variable, index) => {
    const program = read(variable.expression, ['spec', 'variables', index, 'expression']);
    variableTypes[variable.name] = program?.type ?? dyn;
    return { name: variable.name, program };
  });
  const compiledValidations = validations.map(({ expression, message, messageExpression }, index) => {
    const at: FieldPath = ['spec', 'validations', index];
    const messageProgram =
      messageExpression === undefined
        ? undefined
        : read(messageExpression, [...at, 'messageExpression'], 'string');
    return {
      expression,
      program: read(expression, [...at, 'expression'], 'bool'),
      ...(message !== undefined && { message }),
      ...(messageProgram && { messageProgram }),
    };
  });
  for (const [index, { valueExpression }] of auditAnnotations.entries())
    read(valueExpression, ['spec', 'auditAnnotations', index, 'valueExpression']);
  if (findings.length > 0) return { findings };
  return {
    findings,
    policy: {
      name,
      spec,
      variables: compiledVariables.filter(hasProgram),
      conditions: conditions.filter(hasProgram),
      validations: compiledValidations.filter(hasProgram),
    },
  };
}

function hasProgram<T extends { readonly program: CelProgram | undefined }>(
  part: T,
): part is T & { readonly program: CelProgram } {
  return part.program !== undefined;
}

/** Where in an expression it is wrong, in the words of whoever looks at it: its line is cut around the place. */
function faultFinding(text: string, field: FieldPath, { message, offset, isBeyond }: CelFault): Finding {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  const near = text.slice(offset, offset + 40).split('\n')[0] ?? '';
  const place = near === '' ? 'at its end' : `at ${line}:${column}, before "${near}"`;
  return {
    rule: isBeyond ? 'unevaluated-expression' : 'invalid-policy-expression',
    message: `The expression has, ${place}: ${message}.`,
    field,
  };
}
