export {
  RuleBuilder,
  alpn,
  clientIP,
  header,
  headerRegexp,
  host,
  hostRegexp,
  hostSNI,
  hostSNIRegexp,
  method,
  path,
  pathPrefix,
  pathRegexp,
  query,
  queryRegexp,
} from './build';
export { type Bytes, fromBytes, isUtf8, toBytes, toRunes } from './bytes';
export { parseDomains, parseHostSNI } from './domains';
export { canonicalHeaderKey, hasControl, isToken } from './go-header';
export { parseQuery } from './go-query';
export { type Address, type AddressSet, addressSet, parseAddress } from './go-ip';
export { type GoRegexp, compileRegexp } from './go-regexp';
export { literalEnds, regexpProgram } from './regexp-program';
export { Assertion, type RegexpProgram, type RegexpStep } from './regexp-steps';
export { toRe2js } from './go-regexp-syntax';
export { isTooLongForHttp2 } from './head-size';
export {
  type HttpRequest,
  canonicalHost,
  isHostHeader,
  parseTarget,
  receive,
  receiveHttp,
  receivePlain,
} from './http-request';
export type { RuleProtocol, RuleSyntax } from './language';
export { formatRule } from './print';
export { rulePriority } from './priority';
export { re2 } from './re2';
export { DEFAULT_CLIENT_IP, type RequestLine, type UrlParts, serverNameOf, splitUrl } from './request-line';
export { type Rule, type RuleOptions, knownRule, parseRule } from './rule';
export { scanString } from './literal';
export { RuleError } from './rule-error';
export { type TcpConnection, openTcp } from './tcp-connection';
export {
  type JunctionNode,
  type MatcherNode,
  type NotNode,
  type PlacedMatcher,
  type RuleNode,
  matchersOf,
} from './tree';
export { type OldWord, oldWords, translated, translation } from './v2-words';
export { globMeant } from './glob';
