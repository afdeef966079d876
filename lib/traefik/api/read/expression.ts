import type { RE2JS } from 're2js';
import { Remembered } from '../../../core/base';
import { compileRegexp, fromBytes, re2, toBytes, toRe2js, toRunes } from '../../rule';
import { TooLarge, maximalHead } from '../../request';
import { groupNames } from './group-names';

/** A compiled expression with what middlewares do with it. */
export interface Expression {
  test(bytes: string): boolean;
  /** The leftmost match, the empty string where it is empty; undefined where there is none. */
  find(bytes: string): string | undefined;
  /** @throws TooLarge where the result is larger than any request */
  replaceAll(bytes: string, template: string): string;
}

const compiled = new Remembered<Expression | string>(2000);

/** Compiles Go's RE2 syntax; gives the error as text. */
function compileExpression(pattern: string): Expression | string {
  return compiled.get(pattern, compile);
}

/** Whether a pattern has groups that capture. */
export function hasGroups(pattern: string): boolean {
  return groupNames(pattern).length > 0;
}

/** Why a pattern does not compile. */
export function expressionError(pattern: string): string | undefined {
  const compiled = compileExpression(pattern);
  return typeof compiled === 'string' ? compiled : undefined;
}

/** An expression of which it is known that it compiles, since its middleware was built. */
export function expressionOf(pattern: string): Expression {
  const compiled = compileExpression(pattern);
  return typeof compiled === 'string' ? neverMatching : compiled;
}

const neverMatching: Expression = { test: () => false, find: () => undefined, replaceAll: (bytes) => bytes };

function compile(pattern: string): Expression | string {
  let engine: RE2JS;
  try {
    // The rule language's own compiler knows where Go refuses what re2js takes.
    compileRegexp(toBytes(pattern));
    engine = re2().RE2JS.compile(toRe2js(pattern));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const names = groupNames(pattern);
  return {
    test: (bytes) => engine.matcher(toRunes(bytes)).find(),
    find: (bytes) => {
      const matcher = engine.matcher(toRunes(bytes));
      return matcher.find() ? toBytes(fromBytes(bytes).slice(matcher.start(0), matcher.end(0))) : undefined;
    },
    replaceAll: (bytes: string, template: string) => toBytes(replace(engine, names, bytes, template)),
  };
}

function replace(
  engine: RE2JS,
  names: readonly (string | undefined)[],
  bytes: string,
  template: string,
): string {
  // What is no UTF-8 matches as U+FFFD and yet stays as it is: both texts have the same offsets.
  const text = fromBytes(bytes);
  const matcher = engine.matcher(toRunes(bytes));
  let result = '';
  let end = 0;
  let lastMatchEnd = -1;
  while (matcher.find()) {
    // Go does not take an empty match right behind another match.
    if (matcher.end(0) === matcher.start(0) && matcher.start(0) === lastMatchEnd) continue;
    const room = maximalHead - result.length;
    result += text.slice(end, matcher.start(0)) + expand(template, groupOf, room);
    end = matcher.end(0);
    lastMatchEnd = end;
  }
  return result + text.slice(end);

  function groupOf(name: string): string {
    if (/^\d+$/.test(name)) return Number(name) > matcher.groupCount() ? '' : (textOf(Number(name)) ?? '');
    // Of several groups of one name the first that took part in the match counts.
    const indexes = names.flatMap((candidate, index) => (candidate === name ? [index + 1] : []));
    return indexes.map(textOf).find((group) => group !== undefined) ?? '';
  }

  function textOf(group: number): string | undefined {
    return matcher.group(group) == null ? undefined : text.slice(matcher.start(group), matcher.end(group));
  }
}

/** Go's templates: `$name` takes as many word characters as follow, `${name}` just its own, `$$` is a dollar. */
function expand(template: string, groupOf: (name: string) => string, room: number): string {
  let left = room - template.length;
  return template.replace(
    /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (_, dollar: string | undefined, braced: string | undefined, bare: string | undefined) => {
      const part = dollar ?? groupOf(braced ?? bare ?? '');
      left -= part.length;
      if (left < 0) throw new TooLarge();
      return part;
    },
  );
}
