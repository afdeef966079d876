import type { Condition, Part, Template } from '../template';
import type { Values } from '../values';

/** Values of the check before start, which no environment has: it is off unless somebody turns it on. */
export const initCheckValues: Values = {
  enabled: false,
  minVersion: '1.24',
  image: 'golang:1.25-alpine',
};

const enabled: Condition = { kind: 'feature', feature: { kind: 'true', path: ['initCheck', 'enabled'] } };

/**
 * Looks for Go programs in the image, which is mounted as a volume, and reads which Go built them from what the
 * linker left in each. Nothing of the image runs.
 */
const script = `found=$(go version /image 2>/dev/null)
if [ -z "$found" ]; then echo "there is no Go program in the image" >&2; exit 1; fi
echo "$found"
echo "$found" | sed 's/.*: go\\([0-9.]*\\).*/\\1/' | while read -r version; do
  oldest=$(printf '%s\\n%s\\n' "$MIN_VERSION" "$version" | sort -V | head -n 1)
  if [ "$oldest" != "$MIN_VERSION" ]; then
    echo "the image was built with Go $version; this release asks for $MIN_VERSION or newer" >&2
    exit 1
  fi
done`;

/** Adds the check to a workload; any other object stays as it is. */
export function withInitCheck(template: Template): Template {
  const image = at(template, ['spec', 'template', 'spec', 'containers', 0, 'image']);
  if (!image) return template;
  return change(template, ['spec', 'template', 'spec'], (pod) =>
    addItem(addItem(pod, 'initContainers', container()), 'volumes', volume(image)),
  );
}

function container(): Part {
  return {
    key: 'name init-check',
    when: enabled,
    value: map({
      name: literal('init-check'),
      image: { kind: 'value', text: true, path: ['initCheck', 'image'] },
      command: list(['/bin/sh', '-c', script].map(literal)),
      env: list([
        map({
          name: literal('MIN_VERSION'),
          value: { kind: 'value', text: true, path: ['initCheck', 'minVersion'] },
        }),
      ]),
      resources: map({
        requests: map({ cpu: literal('10m'), memory: literal('64Mi') }),
        limits: map({ memory: literal('256Mi') }),
      }),
      securityContext: map({
        allowPrivilegeEscalation: literal(false),
        capabilities: map({ drop: list([literal('ALL')]) }),
        readOnlyRootFilesystem: literal(true),
      }),
      volumeMounts: list([
        map({ name: literal('init-check'), mountPath: literal('/image'), readOnly: literal(true) }),
      ]),
    }),
  };
}

function volume(image: Template): Part {
  return {
    key: 'name init-check',
    when: enabled,
    value: map({ name: literal('init-check'), image: map({ reference: image }) }),
  };
}

/** Adds an item to a list of a map; where there is no such list, it has this item alone and exists with it. */
function addItem(template: Template, key: string, item: Part): Template {
  if (template.kind !== 'map') return template;
  const existing = template.entries.find((entry) => entry.key === key);
  if (!existing) {
    const { when, ...always } = item;
    const entry: Part = { key, ...(when && { when }), value: { kind: 'list', items: [always] } };
    return { kind: 'map', entries: [...template.entries, entry] };
  }
  const { value } = existing;
  if (value.kind !== 'list' || existing.when) return template;
  const entries = template.entries.map((entry) =>
    entry === existing ? { ...entry, value: { ...value, items: [...value.items, item] } } : entry,
  );
  return { kind: 'map', entries };
}

type TemplatePath = readonly (string | number)[];

function at(template: Template, [key, ...rest]: TemplatePath): Template | undefined {
  if (key === undefined) return template;
  const inner =
    template.kind === 'map'
      ? template.entries.find((entry) => entry.key === key)?.value
      : template.kind === 'list' && typeof key === 'number'
        ? template.items[key]?.value
        : undefined;
  return inner && at(inner, rest);
}

function change(
  template: Template,
  [key, ...rest]: TemplatePath,
  make: (part: Template) => Template,
): Template {
  if (key === undefined) return make(template);
  if (template.kind !== 'map') return template;
  return {
    kind: 'map',
    entries: template.entries.map((entry) =>
      entry.key === key ? { ...entry, value: change(entry.value, rest, make) } : entry,
    ),
  };
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
