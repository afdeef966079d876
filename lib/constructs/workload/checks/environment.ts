import { type FieldPath, type Finding } from '../../../core/finding';
import { nearest } from '../../../core/base';
import type { PodModel } from '../model';
import { type Variables, containerEnv, referencesOf } from '../variables';
import { error, warning } from './finding';

const nameSyntax = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Environment variables: their names, and what they refer to. */
export function* checkEnvironment(model: PodModel): Iterable<Finding> {
  const { spec } = model;
  yield* checkVariables(['env'], spec.env);
  for (const [name, init] of Object.entries(spec.initContainers ?? {})) {
    yield* checkVariables(['initContainers', name, 'env'], init.env);
  }
  yield* checkVariables(['preflight', 'env'], spec.preflight?.env);
  for (const owner of ['config', 'secrets'] as const) {
    for (const name of Object.keys(spec[owner]?.env ?? {})) yield* checkName([owner, 'env', name], name);
  }
  yield* checkDuplicates(model);
  yield* checkReferences(model);
}

function* checkVariables(field: FieldPath, variables: Variables = {}): Iterable<Finding> {
  for (const name of Object.keys(variables)) {
    yield* checkName([...field, name], name);
  }
}

function* checkName(field: FieldPath, name: string): Iterable<Finding> {
  if (nameSyntax.test(name)) return;
  yield error('invalid-variable-name', field, {
    message: `"${name}" is no name of an environment variable.`,
    consequence: 'The API server refuses the workload, or the pod starts without it.',
    fix: 'Use letters, digits, "_", "-" and "."; do not begin with a digit.',
  });
}

/** What stands in `env` wins over ConfigMaps, and a later source over an earlier one; nobody sees that in a manifest. */
function* checkDuplicates({ spec }: PodModel): Iterable<Finding> {
  const places = new Map(Object.keys(spec.env ?? {}).map((name) => [name, 'env']));
  for (const owner of ['secrets', 'config'] as const) {
    for (const name of Object.keys(spec[owner]?.env ?? {})) {
      const other = places.get(name);
      if (other === undefined) {
        places.set(name, `${owner}.env`);
        continue;
      }
      yield error('duplicate-variable', [owner, 'env', name], {
        message: `${name} is set in ${owner}.env and in ${other}.`,
        consequence: `The container gets the value of ${other}.`,
        fix: 'Remove one of them.',
      });
    }
  }
}

/** `$(NAME)` in a value is replaced only where NAME is known before; otherwise the program gets the text as it is. */
function* checkReferences({ spec }: PodModel): Iterable<Finding> {
  const variables = spec.env ?? {};
  // What existing objects define is not known here.
  if ((spec.envFrom ?? []).length > 0) return;
  const known = new Set([
    ...Object.keys(spec.config?.env ?? {}),
    ...Object.keys(spec.secrets?.env ?? {}),
    ...telemetryNames(spec),
  ]);
  for (const { name } of containerEnv(variables)) {
    const value = variables[name];
    for (const reference of value === undefined ? [] : referencesOf(value)) {
      if (known.has(reference)) continue;
      const cyclic = Object.hasOwn(variables, reference);
      const meant = nearest(reference, [...known, ...Object.keys(variables)]);
      yield warning('unresolved-variable', ['env', name], {
        message: cyclic
          ? `${name} and ${reference} refer to each other.`
          : `${name} refers to ${reference}, which is not set.`,
        consequence: `The program gets the text $(${reference}) as it is.`,
        fix:
          meant === undefined || cyclic
            ? `Set ${reference}, or write $$(${reference}) for the text itself.`
            : `Did you mean $(${meant})?`,
      });
    }
    known.add(name);
  }
}

function telemetryNames({ telemetry }: PodModel['spec']): readonly string[] {
  return telemetry ? ['POD_NAME', 'POD_UID', 'POD_NAMESPACE', 'NODE_NAME'] : [];
}
