import { isPlainMap } from '../../../core/base';
import { initCheckContainer, initCheckDefaults, initCheckName } from '../../../constructs/workload';
import type { Condition, Part, Template } from '../template/template';
import { inForms, partAt, withPart } from '../template/visit';
import type { Values } from '../values';

/** Values of the check before start, which no environment has: it is off unless somebody turns it on. */
export const initCheckValues: Values = {
  enabled: false,
  ...initCheckDefaults,
};

const enabled: Condition = { kind: 'feature', feature: { kind: 'true', path: ['initCheck', 'enabled'] } };

/** Adds the check to the workload of a service; any other object stays as it is: a Job's pods may never change. */
export function withInitCheck(template: Template): Template {
  const kind = partAt(template, ['kind']);
  if (kind?.kind === 'literal' && kind.value === 'Job') return template;
  return withPart(template, ['spec', 'template', 'spec'], (pod) => {
    const image = partAt(pod, ['containers', 0, 'image']);
    // A service that asks for it itself has it already.
    const first = partAt(pod, ['initContainers', 0, 'name']);
    if (first?.kind === 'literal' && first.value === initCheckName) return pod;
    return image ? addItem(addItem(pod, 'initContainers', container()), 'volumes', volume(image)) : pod;
  });
}

function container(): Part {
  const { env, ...checked } = initCheckContainer('', '');
  return {
    key: `name ${initCheckName}`,
    when: enabled,
    value: map({
      ...Object.fromEntries(Object.entries(checked).map(([key, value]) => [key, templateOf(value)])),
      image: { kind: 'value', text: true, path: ['initCheck', 'image'] },
      env: list(
        (env ?? []).map(({ name, value }) =>
          map({
            name: literal(name),
            value:
              name === 'MIN_VERSION'
                ? { kind: 'value', text: true, path: ['initCheck', 'minVersion'] }
                : literal(value),
          }),
        ),
      ),
    }),
  };
}

function volume(image: Template): Part {
  return {
    key: `name ${initCheckName}`,
    when: enabled,
    value: map({ name: literal(initCheckName), image: map({ reference: image }) }),
  };
}

/** Adds an item to a list of a map; where there is no such list, it has this item alone and exists with it. */
function addItem(template: Template, key: string, item: Part): Template {
  if (template.kind === 'choice') return inForms(template, (form) => addItem(form, key, item));
  if (template.kind !== 'map') return template;
  const existing = template.entries.find((entry) => entry.key === key);
  const { when: itemWhen, ...always } = item;
  if (!existing) {
    const entry: Part = {
      key,
      ...(itemWhen && { when: itemWhen }),
      value: { kind: 'list', items: [always] },
    };
    return { kind: 'map', entries: [...template.entries, entry] };
  }
  const { when, value } = existing;
  const others = append(value, when, item);
  const either: Condition | undefined =
    when && itemWhen ? { kind: 'or', conditions: [when, itemWhen] } : undefined;
  const entries = template.entries.map((entry) =>
    entry === existing ? { key, ...(either && { when: either }), value: others } : entry,
  );
  return { kind: 'map', entries };
}

/** The list with one more item; what it had stands under the condition that the list itself had. */
function append(template: Template, when: Condition | undefined, item: Part): Template {
  if (template.kind === 'choice') return inForms(template, (form) => append(form, when, item));
  if (template.kind !== 'list') throw new Error('a list of a pod is of a form that takes no more items');
  const items = template.items.map((own): Part => {
    if (!when) return own;
    return { ...own, when: own.when ? { kind: 'and', conditions: [when, own.when] } : when };
  });
  return { kind: 'list', items: [...items, item] };
}

function templateOf(value: unknown): Template {
  if (Array.isArray(value)) return list(value.map(templateOf));
  if (!isPlainMap(value)) return literal(value);
  return map(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, templateOf(item)])));
}

function literal(value: unknown): Template {
  return { kind: 'literal', value };
}

function map(fields: Readonly<Record<string, Template>>): Template {
  return { kind: 'map', entries: Object.entries(fields).map(([key, value]) => ({ key, value })) };
}

function list(items: readonly Template[]): Template {
  return { kind: 'list', items: items.map((value, index) => ({ key: String(index), value })) };
}
