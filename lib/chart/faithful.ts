import type { ObservedObjects } from './observe';
import { evaluate, holds } from './evaluate';
import type { Condition } from './template';
import { type ValuePath, isEqual, only } from './values';
import type { DerivedObject } from './watched-program';

/**
 * Where parts do not merge into what the environments have, each environment has its own form of the object. The
 * templates know only the values that are offered.
 */
export function faithful(
  derived: DerivedObject,
  bases: readonly ObservedObjects[],
  offered: readonly ValuePath[],
): DerivedObject {
  const { file, identity, when, template } = derived;
  const own = bases.map(({ base, templates, release }) => ({
    name: base.environment,
    object: base.objects.get(identity)?.object,
    template: templates.get(identity),
    release: { ...release, values: only(base.values, offered) },
  }));
  const isRight = own.every(({ object, release }) => {
    if (when && !holds(when, release)) return object === undefined;
    return object !== undefined && isEqual(evaluate(template, release), object);
  });
  if (isRight) return derived;
  const forms = own.flatMap(({ name, template: form }) => (form ? [{ names: [name], form }] : []));
  const [first, ...others] = forms;
  if (!first) return derived;
  const inEnvironment = (names: readonly string[]): Condition => ({
    kind: 'feature',
    feature: { kind: 'environment', names },
  });
  return {
    file,
    identity,
    ...(forms.length < own.length && { when: inEnvironment(forms.flatMap(({ names }) => names)) }),
    template:
      others.length === 0
        ? first.form
        : {
            kind: 'choice',
            options: others.map(({ names, form }) => ({ when: inEnvironment(names), value: form })),
            otherwise: first.form,
          },
  };
}
