import { formatRule } from './print';
import { type RuleNode, join, negate } from './tree';

/** A rule under construction. It is a value: combining it leaves it as it is. */
export class RuleBuilder {
  constructor(readonly tree: RuleNode) {}

  /** Both this and every other. */
  and(...others: readonly RuleBuilder[]): RuleBuilder {
    return new RuleBuilder(others.reduce((tree, other) => join('and', tree, other.tree), this.tree));
  }

  /** This or any other. */
  or(...others: readonly RuleBuilder[]): RuleBuilder {
    return new RuleBuilder(others.reduce((tree, other) => join('or', tree, other.tree), this.tree));
  }

  /** The opposite. */
  not(): RuleBuilder {
    return new RuleBuilder(negate(this.tree));
  }

  /** The rule's text, as an IngressRoute's `match` takes it. */
  toString(): string {
    return formatRule(this.tree);
  }

  toJSON(): string {
    return this.toString();
  }
}

/** The host is `name`; `*.example.com` takes one label more, `*` every request. */
export function host(name: string): RuleBuilder {
  return matcher('Host', name);
}

/** The host, in lower case, matches an RE2 expression, which is not anchored. */
export function hostRegexp(pattern: string): RuleBuilder {
  return matcher('HostRegexp', pattern);
}

/** The path is exactly this. */
export function path(exact: string): RuleBuilder {
  return matcher('Path', exact);
}

/** The path starts with this text: `/api` takes `/apis` too, `/api/` does not take `/api`. */
export function pathPrefix(prefix: string): RuleBuilder {
  return matcher('PathPrefix', prefix);
}

/** The path matches an RE2 expression, which is not anchored. */
export function pathRegexp(pattern: string): RuleBuilder {
  return matcher('PathRegexp', pattern);
}

/** The method is this one. */
export function method(name: string): RuleBuilder {
  return matcher('Method', name);
}

/** A header has a line with exactly this value. */
export function header(name: string, value: string): RuleBuilder {
  return matcher('Header', name, value);
}

/** A header has a line that matches an RE2 expression, which is not anchored. */
export function headerRegexp(name: string, pattern: string): RuleBuilder {
  return matcher('HeaderRegexp', name, pattern);
}

/** A query parameter has exactly this value; without a value here, it is there with an empty one. */
export function query(key: string, value?: string): RuleBuilder {
  return value === undefined ? matcher('Query', key) : matcher('Query', key, value);
}

/** A query parameter has a value that matches an RE2 expression, which is not anchored. */
export function queryRegexp(key: string, pattern: string): RuleBuilder {
  return matcher('QueryRegexp', key, pattern);
}

/** The connection comes from this address or CIDR network; forwarded headers don't count. HTTP and TCP. */
export function clientIP(address: string): RuleBuilder {
  return matcher('ClientIP', address);
}

/** The TLS server name is this; `*` takes every connection, plain ones too. TCP only. */
export function hostSNI(name: string): RuleBuilder {
  return matcher('HostSNI', name);
}

/** The TLS server name, in lower case, matches an RE2 expression, which is not anchored. TCP only. */
export function hostSNIRegexp(pattern: string): RuleBuilder {
  return matcher('HostSNIRegexp', pattern);
}

/** The TLS client offers this protocol. TCP only. */
export function alpn(protocol: string): RuleBuilder {
  return matcher('ALPN', protocol);
}

function matcher(name: string, ...args: readonly string[]): RuleBuilder {
  return new RuleBuilder({ kind: 'matcher', name, args, start: 0, end: 0 });
}
