import type { Condition, Feature, Template } from './template';

/** What stands within a template, and when. */
interface Inner {
  readonly when?: Condition;
  readonly value: Template;
}

/** What is to be told of a template. */
export interface Visitor {
  /** Told each template: the outer ones first. */
  readonly template?: (template: Template) => void;
  /** Told each feature that a condition asks about. */
  readonly feature?: (feature: Feature) => void;
}

/** Goes through a template with all that stands within it, and the conditions of its parts. */
export function visit({ when, value }: Inner, visitor: Visitor): void {
  if (when && visitor.feature) featuresOf(when).forEach(visitor.feature);
  visitor.template?.(value);
  for (const inner of innerOf(value)) visit(inner, visitor);
}

/** The templates right within another, in their order. */
function innerOf(template: Template): readonly Inner[] {
  switch (template.kind) {
    case 'map':
      return template.entries;
    case 'list':
      return template.items;
    case 'digest':
      return template.lines;
    case 'choice':
      return [...template.options, { value: template.otherwise }];
    default:
      return [];
  }
}

function featuresOf(condition: Condition): readonly Feature[] {
  switch (condition.kind) {
    case 'feature':
      return [condition.feature];
    case 'not':
      return featuresOf(condition.condition);
    default:
      return condition.conditions.flatMap(featuresOf);
  }
}

/** A path into a template: keys of maps and places in lists. */
export type TemplatePath = readonly (string | number)[];

/** The part at a path, in each form of what has several; undefined where one of them has none. */
export function partAt(template: Template, [key, ...rest]: TemplatePath): Template | undefined {
  if (key === undefined) return template;
  if (template.kind === 'choice') {
    const parts = formsOf(template).map((form) => partAt(form, [key, ...rest]));
    return parts.includes(undefined)
      ? undefined
      : inForms(template, (form) => partAt(form, [key, ...rest]) ?? form);
  }
  const inner =
    template.kind === 'map'
      ? template.entries.find((entry) => entry.key === key)
      : template.kind === 'list' && typeof key === 'number'
        ? template.items[key]
        : undefined;
  return inner && partAt(inner.value, rest);
}

/** The same with another part at a path of keys, in each form of what has several. */
export function withPart(
  template: Template,
  [key, ...rest]: TemplatePath,
  make: (part: Template) => Template,
): Template {
  if (key === undefined) return make(template);
  if (template.kind === 'choice') return inForms(template, (form) => withPart(form, [key, ...rest], make));
  if (template.kind !== 'map') return template;
  const entries = template.entries.map((entry) =>
    entry.key === key ? { ...entry, value: withPart(entry.value, rest, make) } : entry,
  );
  return { kind: 'map', entries };
}

type Choice = Template & { readonly kind: 'choice' };

/** Each form of a choice changed. */
export function inForms({ options, otherwise }: Choice, make: (form: Template) => Template): Template {
  return {
    kind: 'choice',
    options: options.map(({ when, value }) => ({ when, value: make(value) })),
    otherwise: make(otherwise),
  };
}

function formsOf({ options, otherwise }: Choice): readonly Template[] {
  return [...options.map(({ value }) => value), otherwise];
}
