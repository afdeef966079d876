import type { FieldPath } from '../../core/finding';
import type { Trace } from '../../traefik/model';

/** Kinds of objects whose labels Traefik reads. */
const labelled: ReadonlySet<string> = new Set(['Container', 'Task']);

/** Whether an object has labels that Traefik reads. */
export function isLabelled({ kind }: { readonly kind: string }): boolean {
  return labelled.has(kind);
}

const elementLabel = /^traefik\.\w+\.(router|middleware|service)s\.([^.]+)/i;

/**
 * Whether a label speaks of what a request passes: its router, its middlewares, its service; undefined of a label that
 * speaks of none, such as `traefik.enable`.
 */
export function onWayOf({ router, passed, decidedBy, service, middlewares }: Trace): LabelTest {
  const ways = {
    router: elements([router]),
    middleware: elements([...[...middlewares, ...passed].map(({ name }) => name), decidedBy]),
    service: elements([service]),
  };
  return (label) => {
    const [, kind = '', name = ''] = elementLabel.exec(label) ?? [];
    const section = (['router', 'middleware', 'service'] as const).find((one) => one === kind.toLowerCase());
    return section && ways[section].has(name.toLowerCase());
  };
}

export type LabelTest = (label: string) => boolean | undefined;

/** The label that a field of a container is; undefined where it is another field. */
export function labelOf([root, section, label]: FieldPath): string | undefined {
  return root === 'metadata' && section === 'labels' && typeof label === 'string' ? label : undefined;
}

/** Names of labels have no provider behind them, and are compared without case. */
function elements(names: readonly (string | null)[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => (name === null ? [] : [name.replace(/@.*$/, '').toLowerCase()])));
}
