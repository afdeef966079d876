import type { RuleNode } from '../rules';
import type { Built } from '../runtime/build';

/** How requests come to a router: an entry point, and the rules of the routers that they pass. */
export interface Way {
  readonly entryPoint: string;
  /** `http`, `https`, `tcp` or `tls`. */
  readonly scheme: string;
  readonly rules: readonly RuleNode[];
}

/** The ways to an HTTP router's children. */
export function waysTo({ http }: Built, parent: string): readonly Way[] {
  const climb = (name: string, below: readonly RuleNode[], passed: readonly string[]): readonly Way[] => {
    if (passed.includes(name)) return [];
    const from = (entryPoint: string, scheme: string, routes: readonly NamedRoute[]): readonly Way[] =>
      routes
        .filter(({ router }) => router === name)
        .map(({ rule }) => ({ entryPoint, scheme, rules: [rule.tree, ...below] }));
    return [
      ...[...http.plain].flatMap(([entryPoint, { routes }]) => from(entryPoint, 'http', routes)),
      ...[...http.tls].flatMap(([entryPoint, { routes }]) => from(entryPoint, 'https', routes)),
      ...[...http.children].flatMap(([grandparent, { routes }]) =>
        routes
          .filter(({ router }) => router === name)
          .flatMap(({ rule }) => climb(grandparent, [rule.tree, ...below], [...passed, name])),
      ),
    ];
  };
  return climb(parent, [], []);
}

interface NamedRoute {
  readonly router: string;
  readonly rule: { readonly tree: RuleNode };
}
