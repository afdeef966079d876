import { valueAt } from '../../../core/base';
import { type Audience, builtOf, doesNothingTo, regions } from '../../../traefik/model';

import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { middlewareObjects, passedByRouters, rewriting } from './passed';
import { ruleTree } from './rule-tree';

/** What all questions together may cost. */
const work = { states: 200_000, decisions: 500_000 };

/** Where each kind says what it looks for, and what that is held against. */
const looksFor: Readonly<Record<string, readonly [field: string, at: 'URL' | 'path']>> = {
  redirectRegex: ['regex', 'URL'],
  replacePathRegex: ['regex', 'path'],
  stripPrefix: ['prefixes', 'path'],
  stripPrefixRegex: ['regex', 'path'],
};

/** Rewriting middlewares that match nothing: no request at all, or none of the routes that name them. */
export const idleRewrite: TrafficCheck = (inventory, model, followOn) => {
  const objects = middlewareObjects(inventory);
  const audiences = audiencesOf(model);
  const left = regions().budget(work.states, work.decisions);
  const { middlewares } = builtOf(model).runtime;
  return [...objects].flatMap(([name, placed]): ObjectFinding[] => {
    const config = middlewares.get(name)?.config;
    const kind = Object.keys(config ?? {}).find((key) => key in looksFor);
    const [part, at] = looksFor[kind ?? ''] ?? [];
    if (!config || kind === undefined || part === undefined) return [];
    const field = ['spec', kind, part];
    if (followOn.isTold(placed, field)) return [];
    const own = audiences.get(name) ?? [];
    const isForNobody = doesNothingTo(config, {}, left);
    const isIdle =
      isForNobody ||
      (own.length > 0 && own.every((audience) => audience && doesNothingTo(config, audience, left)));
    if (!isIdle) return [];
    const what = [valueAt(placed.object, ...field)].flat().join(', ');
    return [
      {
        placed,
        rule: 'idle-rewrite',
        field,
        message: isForNobody
          ? `No ${at} that a client can ask for matches ${what}.`
          : `No request of the routes that name it has a ${at} that matches ${what}.`,
        fix: at === 'URL' ? fixOfUrl(what, own) : fixOfPath(isForNobody),
        ...(!isForNobody && { severity: 'warning' }),
      },
    ];
  });
};

/** Who is given to each middleware; undefined stands for requests of which too little is known. */
function audiencesOf(
  model: Parameters<typeof passedByRouters>[0],
): ReadonlyMap<string, readonly (Audience | undefined)[]> {
  const { routers } = builtOf(model).runtime;
  const found = new Map<string, (Audience | undefined)[]>();
  for (const { router, passed } of passedByRouters(model)) {
    const config = routers.get(router)?.config;
    const rule = ruleTree(config ?? {});
    const audience: Audience | undefined = rule && { rule, scheme: config?.tls ? 'https' : 'http' };
    let isRewritten = false;
    for (const { name, kind } of passed) {
      if (!(kind in looksFor) && !rewriting.has(kind)) continue;
      const known = found.get(name) ?? [];
      known.push(isRewritten ? undefined : audience);
      found.set(name, known);
      isRewritten ||= rewriting.has(kind);
    }
  }
  return found;
}

function fixOfUrl(pattern: string, audiences: readonly (Audience | undefined)[]): string {
  if (pattern.startsWith('^/')) {
    return `It is held against the whole URL: write ^https?://[^/]+${pattern.slice(1)}.`;
  }
  const other = audiences.every((audience) => audience?.scheme === 'http') ? 'https' : 'http';
  return pattern.startsWith(`^${other}://`) && audiences.length > 0
    ? `Traefik sees the scheme of the connection to itself, also where something in front of it ends TLS: begin with ^https?://.`
    : 'It is held against the whole URL, such as https://example.com/a?b=c, in which a path always follows the host.';
}

function fixOfPath(isForNobody: boolean): string {
  return isForNobody
    ? 'It is held against the path alone, which begins with "/" and ends before "?".'
    : 'Write it for the paths of the rules, or correct those.';
}
