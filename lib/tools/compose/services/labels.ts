import { isDnsSubdomain } from '../../../core/manifest';
import { type Outcome, changed, lost } from '../outcome';
import type { ServiceSource } from '../source';
import type { KeyMapping } from './key';

export const labelKeys = {
  labels: {
    becomes: 'Traefik’s become routes and middlewares, others `podAnnotations`',
    codes: ['CM099', 'CM100'],
    map: labels,
  },
  annotations: { becomes: '`podAnnotations`', codes: ['CM099', 'CM100'], map: annotations },
} as const satisfies Readonly<Record<string, KeyMapping>>;

const namePart = /^[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?$/;

/** Whether the API server takes it for the key of an annotation. */
function isAnnotationKey(key: string): boolean {
  const slash = key.indexOf('/');
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  return namePart.test(name) && (prefix === undefined || isDnsSubdomain(prefix));
}

/** Whether a label is one that Traefik reads; its mapping is another part's. */
export function isTraefikLabel(label: string): boolean {
  return label.toLowerCase().startsWith('traefik.');
}

function* annotated(
  { at, to }: ServiceSource,
  key: string,
  values: Readonly<Record<string, string>>,
): Iterable<Outcome> {
  for (const [label, value] of Object.entries(values)) {
    if (isAnnotationKey(label))
      yield changed('CM099', at(key, label), { to: to('podAnnotations', label), value });
    else
      yield lost('CM100', at(key, label), {
        message: `The API server refuses ${JSON.stringify(label)} as the key of an annotation.`,
      });
  }
}

function labels(source: ServiceSource): Iterable<Outcome> {
  const others = Object.entries(source.spec.labels ?? {}).filter(([label]) => !isTraefikLabel(label));
  return annotated(source, 'labels', Object.fromEntries(others));
}

function annotations(source: ServiceSource): Iterable<Outcome> {
  return annotated(source, 'annotations', source.spec.annotations ?? {});
}
