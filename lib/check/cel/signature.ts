import { type Type, readType, splitTypes } from './types';
import type { CelValue } from './values';

/** What a function makes of its arguments; a method's receiver is the first of them. @throws CelError */
type Implementation = (...args: never[]) => CelValue;

/** One way in which a function can be called. */
export interface Overload {
  readonly name: string;
  readonly isMethod: boolean;
  readonly params: readonly Type[];
  readonly result: Type;
  readonly run: (...args: readonly CelValue[]) => CelValue;
  /** Why it is not evaluated here, where Kubernetes has it. */
  readonly beyond?: string;
}

/**
 * Functions by their signatures: `size(string): int`, and methods as `string .matches(string): bool`. What Kubernetes
 * has and is not evaluated here has the reason in place of a function.
 */
export type Library = Readonly<Record<string, Implementation | string>>;

/** The overloads of a library. */
export function overloadsOf(library: Library): readonly Overload[] {
  return Object.entries(library).map(([signature, implementation]) => {
    const [, receiver, name = '', params = '', result = ''] =
      /^(?:(\S.*) \.)?([^\s(]+)\((.*)\): (.*)$/.exec(signature) ?? [];
    const own = splitTypes(params).map(readType);
    return {
      name,
      isMethod: receiver !== undefined,
      params: receiver === undefined ? own : [readType(receiver), ...own],
      result: readType(result),
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it runs only where its parameters fit
      run: implementation as unknown as Overload['run'],
      ...(typeof implementation === 'string' && { beyond: implementation }),
    };
  });
}
