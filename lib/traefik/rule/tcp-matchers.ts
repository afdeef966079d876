import { type Bytes, isAscii, toLower } from './bytes';
import { domainMatches } from './domain';
import { compileRegexp } from './go-regexp';
import { type MatcherTable, type Test, clientAddress, takes } from './matcher';
import type { TcpConnection } from './tcp-connection';
import { compileTemplate } from './template';

/** Traefik answers this protocol itself, for ACME. */
const ACME_PROTOCOL = 'acme-tls/1';

/** The TCP matchers of Traefik's v3 rule syntax. */
export const TCP_MATCHERS: MatcherTable<TcpConnection> = {
  ALPN: takes([1], (protocol) => alpn([protocol])),
  ClientIP: takes([1], (address) => clientAddress([address])),
  HostSNI: takes([1], (written) => {
    if (written === '*') return () => true;
    if (!/^(\*\.)?[\w.\-:]+$/.test(written)) {
      throw new Error(`invalid value for HostSNI matcher, "${written}" is not a valid hostname`);
    }
    const expression = written.replace(/\.$/, '');
    return ({ serverName }) => serverName !== '' && domainMatches(serverName, expression);
  }),
  HostSNIRegexp: takes([1], (pattern) => {
    if (!isAscii(pattern)) {
      throw new Error(`invalid value for HostSNIRegexp matcher, "${pattern}" is not a valid hostname`);
    }
    const regexp = compileRegexp(pattern);
    return ({ serverName }) => regexp.test(serverName);
  }),
};

/** The TCP matchers of the deprecated v2 rule syntax; several arguments are alternatives. */
export const TCP_MATCHERS_V2: MatcherTable<TcpConnection> = {
  ALPN: alpn,
  ClientIP: clientAddress,
  HostSNI: hostSNI,
  HostSNIRegexp: (templates) => {
    const regexps = templates.map((template) => compileTemplate(template, 'serverName').regexp);
    return ({ serverName }) => regexps.some((regexp) => regexp.test(serverName));
  },
};

function alpn(protocols: readonly Bytes[]): Test<TcpConnection> {
  if (protocols.includes(ACME_PROTOCOL)) {
    throw new Error(`invalid protocol value for ALPN matcher, "${ACME_PROTOCOL}" is not allowed`);
  }
  return (connection) => connection.alpn.some((offered) => protocols.includes(offered));
}

function hostSNI(written: readonly Bytes[]): Test<TcpConnection> {
  const names = new Set<Bytes>();
  for (const name of written) {
    if (name !== '*' && !/^[\w.\-:]+$/.test(name)) {
      throw new Error(`invalid value for "HostSNI" matcher, "${name}" is not a valid hostname or IP`);
    }
    names.add(toLower(name)).add(toLower(name).replace(/\.$/, ''));
  }
  // Only as the first of several does `*` take connections without a server name.
  if (written[0] === '*') return () => true;
  return ({ serverName }) => serverName !== '' && (names.has('*') || names.has(serverName));
}
