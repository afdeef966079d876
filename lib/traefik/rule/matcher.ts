import type { Bytes } from './bytes';
import { type AddressSet, addressSet, parseAddress } from './go-ip';

/** Whether one matcher takes a request. */
export type Test<Request> = (request: Request) => boolean;

/**
 * Makes a matcher's test of its arguments, which are at least one and none empty. Throws an error with Traefik's
 * words where Traefik would refuse them.
 */
export type MatcherBuilder<Request> = (args: readonly Bytes[]) => Test<Request>;

/** The matchers of one protocol and syntax, by Traefik's names. */
export type MatcherTable<Request> = Readonly<Record<string, MatcherBuilder<Request>>>;

/** A builder that takes only so many arguments. */
export function takes<Request>(
  counts: readonly number[],
  build: (first: Bytes, second: Bytes | undefined) => Test<Request>,
): MatcherBuilder<Request> {
  return (args) => {
    if (counts.includes(args.length)) return build(args[0] ?? '', args[1]);
    throw new Error(
      `unexpected number of parameters; got ${args.length}, expected one of [${counts.join(' ')}]`,
    );
  };
}

/** A test of the client's address; one that is no address never matches. */
export function clientAddress(texts: readonly Bytes[]): Test<{ readonly clientIp: string }> {
  const allowed: AddressSet = addressSet(texts);
  return ({ clientIp }) => {
    const parsed = parseAddress(clientIp);
    return parsed !== undefined && allowed(parsed.address);
  };
}

/** Whether any of a header's or parameter's values passes; false where there is none of that name. */
export function someValue(values: readonly Bytes[] | undefined, test: (value: Bytes) => boolean): boolean {
  return values !== undefined && values.some(test);
}
