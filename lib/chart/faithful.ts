import { isPlainMap } from '../manifest';
import { evaluate, holds } from './evaluate';
import type { ObservedObjects } from './observe';
import type { Condition, Template } from './template';
import { type ValuePath, isEqual, only } from './values';
import type { DerivedObject } from './watched-program';

/**
 * Where parts do not merge into what the environments have, each environment has its own form of the object. The
 * templates know only the values that are offered. Nothing where no environment has the object.
 */
export function faithful(
  derived: DerivedObject,
  bases: readonly ObservedObjects[],
  offered: readonly ValuePath[],
): DerivedObject | undefined {
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
  const forms = own.flatMap(({ name, object, template: form, release }) => {
    if (!object) return [];
    const gives = form && isEqual(evaluate(form, release), object);
    // What cannot even be followed in its own environment stays as it is there.
    return [{ names: [name], form: gives ? form : asItIs(object) }];
  });
  const [first, ...others] = forms;
  if (!first) return undefined;
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

function asItIs(value: unknown): Template {
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item, index) => ({ key: String(index), value: asItIs(item) })) };
  }
  if (!isPlainMap(value)) return { kind: 'literal', value };
  return { kind: 'map', entries: Object.entries(value).map(([key, item]) => ({ key, value: asItIs(item) })) };
}
