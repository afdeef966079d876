import type { Condition, Part, Template } from '../template/template';
import { inForms, partAt, withPart } from '../template/visit';
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
 * linker left in each. Nothing of the image runs. Versions are compared number by number, in awk, because not every
 * `sort` knows versions.
 */
const script = `command -v go >/dev/null || { echo "the image of this check has no go command"; exit 1; }
go version /image 2>/dev/null | awk -v min="$MIN_VERSION" '
  {
    parts = split($0, part, ": ")
    version = part[parts]
    if (!sub(/^(devel )?go/, "", version)) next
    sub(/[^0-9.].*/, "", version)
    split(version, has, "."); split(min, wants, ".")
    found++
    print
    for (i = 1; i <= 3 && has[i] + 0 == wants[i] + 0; i++);
    if (i <= 3 && has[i] + 0 < wants[i] + 0) {
      print "this program was built with Go " version "; this release asks for " min " or newer"
      old++
    }
  }
  END {
    if (!found) print "there is no Go program in the image that this user may read"
    exit (!found || old)
  }'`;

/** Adds the check to the workload of a service; any other object stays as it is: a Job's pods may never change. */
export function withInitCheck(template: Template): Template {
  const kind = partAt(template, ['kind']);
  if (kind?.kind === 'literal' && kind.value === 'Job') return template;
  return withPart(template, ['spec', 'template', 'spec'], (pod) => {
    const image = partAt(pod, ['containers', 0, 'image']);
    return image ? addItem(addItem(pod, 'initContainers', container()), 'volumes', volume(image)) : pod;
  });
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
        // Nothing that the image of the check happens to hold makes go fetch another go.
        map({ name: literal('GOTOOLCHAIN'), value: literal('local') }),
      ]),
      terminationMessagePolicy: literal('FallbackToLogsOnError'),
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

function literal(value: unknown): Template {
  return { kind: 'literal', value };
}

function map(fields: Readonly<Record<string, Template>>): Template {
  return { kind: 'map', entries: Object.entries(fields).map(([key, value]) => ({ key, value })) };
}

function list(items: readonly Template[]): Template {
  return { kind: 'list', items: items.map((value, index) => ({ key: String(index), value })) };
}
