import type { RE2JS } from 're2js';
import { Remembered } from '../../../core/base';
import { compileRegexp, re2, toBytes, toRe2js } from '../../../traefik/rule';
import { CelError } from '../fault';
import type { Library } from '../signature';

const compiled = new Remembered<RE2JS | string>(2000);

/** A pattern of Go's RE2, or why it is none. */
export function regexpOf(pattern: string): RE2JS | string {
  return compiled.get(pattern, compile);
}

function compile(pattern: string): RE2JS | string {
  try {
    // It knows where Go refuses what re2js takes.
    compileRegexp(toBytes(pattern));
    return re2().RE2JS.compile(toRe2js(pattern));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function engineOf(pattern: string): RE2JS {
  const engine = regexpOf(pattern);
  if (typeof engine === 'string') throw new CelError(`Illegal regex: ${engine}`);
  return engine;
}

function matches(text: string, pattern: string): boolean {
  const engine = regexpOf(pattern);
  if (typeof engine === 'string') throw new CelError(engine);
  return engine.test(text);
}

function findAll(text: string, pattern: string, limit: bigint): readonly string[] {
  const matcher = engineOf(pattern).matcher(text);
  const found: string[] = [];
  let lastEnd = -1;
  while (BigInt(found.length) !== limit && matcher.find()) {
    // Go does not take an empty match right behind another match.
    if (matcher.end(0) === matcher.start(0) && matcher.start(0) === lastEnd) continue;
    found.push(text.slice(matcher.start(0), matcher.end(0)));
    lastEnd = matcher.end(0);
  }
  return found;
}

/** Regular expressions. Source: k8s.io/apiserver, pkg/cel/library/regex.go, and cel-go's `matches` */
export const regexps: Library = {
  'matches(string, string): bool': matches,
  'string .matches(string): bool': matches,
  'string .find(string): string': (text: string, pattern: string) => {
    const matcher = engineOf(pattern).matcher(text);
    return matcher.find() ? text.slice(matcher.start(0), matcher.end(0)) : '';
  },
  'string .findAll(string): list<string>': (text: string, pattern: string) => findAll(text, pattern, -1n),
  'string .findAll(string, int): list<string>': findAll,
};
