import { quoteMeta } from '../../core/base';
import type { Bytes } from './bytes';
import { type GoRegexp, compileRegexp } from './go-regexp';

/** What a v2 template is matched against, which decides what a `{name}` without a pattern takes. */
export type TemplateTarget = 'path' | 'prefix' | 'host' | 'serverName' | 'query';

const DEFAULT_PATTERNS: Readonly<Record<TemplateTarget, Bytes>> = {
  path: '[^/]+',
  prefix: '[^/]+',
  host: '[^.]+',
  serverName: '[^.]+',
  query: '.*',
};

/** A v2 template, compiled. */
export interface Template {
  readonly regexp: GoRegexp;
  /** The names of its variables. */
  readonly names: readonly Bytes[];
}

/** Compiles `literal{name}literal{name:pattern}` as Traefik's v2 syntax does, or throws with Traefik's words. */
export function compileTemplate(template: Bytes, target: TemplateTarget): Template {
  const variables = braces(template);
  const names: Bytes[] = [];
  let pattern = target === 'host' || target === 'serverName' ? '(?i)^' : '^';
  let end = 0;
  for (const [index, variable] of variables.entries()) {
    const inside = template.slice(variable.start + 1, variable.end - 1);
    const colon = inside.indexOf(':');
    const name = colon < 0 ? inside : inside.slice(0, colon);
    const own = colon < 0 ? DEFAULT_PATTERNS[target] : inside.slice(colon + 1);
    if (name === '' || own === '') {
      throw new Error(`mux: missing name or pattern in "${template.slice(variable.start, variable.end)}"`);
    }
    // Each pattern must be one by itself, so that it can't close the group around it.
    if (target !== 'serverName') compileRegexp(`^${own}$`);
    pattern += `${quoteMeta(template.slice(end, variable.start))}(?P<v${index}>${own})`;
    names.push(name);
    end = variable.end;
  }
  pattern += quoteMeta(template.slice(end));
  if (target === 'query' && template.endsWith('=') && template.indexOf('=') === template.length - 1) {
    pattern += DEFAULT_PATTERNS.query;
  }
  return { regexp: compileRegexp(target === 'prefix' ? pattern : `${pattern}$`), names };
}

/** Where the outermost braces stand. */
function braces(template: Bytes): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let level = 0;
  let start = 0;
  for (let i = 0; i < template.length && level >= 0; i++) {
    if (template[i] === '{' && ++level === 1) start = i;
    if (template[i] === '}' && --level === 0) found.push({ start, end: i + 1 });
  }
  if (level !== 0) throw new Error(`mux: unbalanced braces in "${template}"`);
  return found;
}
