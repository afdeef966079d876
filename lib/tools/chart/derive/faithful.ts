import { isPlainMap } from '../../../core/base';
import { gives, holds } from '../template/evaluate';
import type { ObservedObjects } from './observe';
import type { Condition, Template } from '../template/template';
import { type ValuePath, only } from '../values';
import type { DerivedObject } from './derived';

/** What was seen of the environments, with no other values than those that the templates will know. */
export function asOffered(
  bases: readonly ObservedObjects[],
  offered: readonly ValuePath[],
): readonly ObservedObjects[] {
  return bases.map((seen) => ({
    ...seen,
    release: { ...seen.release, values: only(seen.base.values, offered) },
  }));
}

/**
 * Where parts do not merge into what the environments have, each environment has its own form of the object.
 * Nothing where no environment has the object.
 *
 * @param bases as offered
 */
export function faithful(
  derived: DerivedObject,
  bases: readonly ObservedObjects[],
): DerivedObject | undefined {
  const { file, identity, when, template } = derived;
  const own = bases.map(({ base, templates, release }) => ({
    name: base.environment,
    object: base.objects.get(identity)?.object,
    template: templates.get(identity),
    release,
  }));
  const isRight = own.every(({ object, release }) => {
    if (when && !holds(when, release)) return object === undefined;
    return object !== undefined && gives(template, release, object);
  });
  if (isRight) return derived;
  const forms = own.flatMap(({ name, object, template: form, release }) => {
    if (!object) return [];
    const follows = form && gives(form, release, object);
    // What cannot even be followed in its own environment stays as it is there.
    return [{ names: [name], form: follows ? form : asItIs(object) }];
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
