import {
  type HttpRequest,
  type RequestLine,
  type Rule,
  type RuleNode,
  formatRule,
  parseRule,
} from '../rules';
import type { Built } from '../runtime/build';
import type { Route } from '../runtime/muxer';
import { arrive } from './arrive';
import { asRulesSee } from './match';
import type { Explanation } from './result';

/** A router that did not match, with the parts of its rule that did not hold. */
export interface Miss {
  readonly router: string;
  readonly failed: readonly string[];
}

/** How many misses are shown. */
const shown = 3;

/** Where no router took a request: those that came nearest. */
export function missesOf(built: Built, line: RequestLine, explained: Explanation): readonly Miss[] {
  const entryPoint = built.runtime.statics.entryPoints.get(explained.entryPoint ?? '');
  if (!entryPoint || explained.router !== null || explained.outcome !== 'answered') return [];
  const options = explained.tls?.options;
  const arrived = arrive(entryPoint, line, options);
  if ('status' in arrived) return [];
  const muxer = (options === undefined ? built.http.plain : built.http.tls).get(entryPoint.name);
  return nearest(muxer?.routes ?? [], asRulesSee(arrived.request));
}

function nearest(routes: readonly Route[], request: HttpRequest): readonly Miss[] {
  return routes
    .map(({ router, rule }) => ({ router, ...failedParts(rule, request) }))
    .filter(({ holds }) => holds > 0)
    .toSorted((a, b) => a.failed.length - b.failed.length || b.holds - a.holds)
    .slice(0, shown)
    .map(({ router, failed }) => ({ router, failed }));
}

function failedParts(
  { tree, syntax, protocol }: Rule,
  request: HttpRequest,
): { readonly failed: readonly string[]; readonly holds: number } {
  const parts: readonly RuleNode[] = tree.kind === 'and' ? tree.operands : [tree];
  const failed = parts
    .map(formatRule)
    .filter((text) => !parseRule(text, { syntax, protocol }).takes(request));
  return { failed, holds: parts.length - failed.length };
}
