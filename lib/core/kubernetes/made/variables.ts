import { nearest } from '../../base';
import type { ApiObjectData } from '../../manifest';
import { containersOf } from '../objects/pods';
import { nulInText } from '../objects/texts';
import { isSecretVariable } from '../secret-variable';
import { referencesIn } from '../variable-references';
import { type MadeFinding, faultIn } from './made-finding';
import { type Variable, sourcesOf, variablesIn, variablesOf } from './variables-of';

const nameSyntax = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Variables of containers: their names, what they refer to, and what nobody should read or can be given. */
export function* variables(objects: readonly ApiObjectData[]): Iterable<MadeFinding> {
  for (const object of objects) {
    for (const container of containersOf(object)) {
      const own = variablesOf(object, container);
      const sources = sourcesOf(objects, container);
      const given = sources.flatMap((source) => (source ? variablesIn(source) : []));
      for (const variable of [...own, ...given]) {
        yield* name(variable);
        yield* secret(variable);
      }
      for (const variable of given) {
        if (!variable.text?.includes('\0')) continue;
        const { object: holder, field } = variable;
        yield faultIn(holder, 'nul-in-text', field, nulInText);
      }
      // What objects elsewhere define is not known here.
      if (!sources.includes(undefined)) yield* references(own, given);
    }
  }
}

/** Newer API servers take almost any text; shells and Go programs do not find it. */
function* name(variable: Variable): Iterable<MadeFinding> {
  if (nameSyntax.test(variable.name)) return;
  yield faultIn(variable.object, 'invalid-variable-name', variable.nameField, {
    message: `"${variable.name}" is no name of an environment variable.`,
    consequence: 'The API server refuses the workload, or the pod starts without it.',
    fix: 'Use letters, digits, "_", "-" and "."; do not begin with a digit.',
  });
}

function* secret({ name: called, text, object, field }: Variable): Iterable<MadeFinding> {
  if (object.kind === 'Secret' || text === undefined || !isSecretVariable(called, text)) return;
  yield faultIn(object, 'plain-secret', field, {
    severity: 'warning',
    message: `${called} is set in plain text.`,
    consequence: 'Whoever can read the manifests, in Git or in a pipeline, can read it.',
    fix: 'Take it from a Secret: { valueFrom: { secretKeyRef: { name: …, key: … } } }.',
  });
}

/** `$(NAME)` in a value is replaced only where NAME is known before; otherwise the program gets the text as it is. */
function* references(own: readonly Variable[], given: readonly Variable[]): Iterable<MadeFinding> {
  const known = new Set(given.map((variable) => variable.name));
  const all = new Set(own.map((variable) => variable.name));
  for (const { name: called, text = '', object, field } of own) {
    for (const reference of referencesIn(text)) {
      if (known.has(reference)) continue;
      const cyclic = all.has(reference);
      const meant = nearest(reference, [...known, ...all]);
      yield faultIn(object, 'unresolved-variable', field, {
        severity: 'warning',
        message: cyclic
          ? `${called} and ${reference} refer to each other.`
          : `${called} refers to ${reference}, which is not set.`,
        consequence: `The program gets the text $(${reference}) as it is.`,
        fix:
          meant === undefined || cyclic
            ? `Set ${reference}, or write $$(${reference}) for the text itself.`
            : `Did you mean $(${meant})?`,
      });
    }
    known.add(called);
  }
}
