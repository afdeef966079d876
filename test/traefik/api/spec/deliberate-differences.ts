/**
 * Where the types say more than the CRDs: each makes a mistake that the API server lets pass, and that Traefik
 * refuses, ignores or takes for something else, an error in the editor. The types never allow what a CRD forbids.
 */
export interface DeliberateDifference {
  /** The end of the field's path. */
  readonly field: RegExp;
  /** What differs: a keyword of JSON Schema. */
  readonly keyword: 'required' | 'enum' | 'pattern' | 'minimum' | 'maximum' | 'minItems' | 'oneProperty';
  readonly reason: string;
}

const requiredFields = [
  'addPrefix.prefix',
  'basicAuth.secret',
  'circuitBreaker.expression',
  'digestAuth.secret',
  'errors.service',
  'forwardAuth.address',
  'ipAllowList.sourceRange',
  'ipWhiteList.sourceRange',
  'redirectScheme.scheme',
  'retry.attempts',
];

const meaningfulFields = [
  'chain.middlewares',
  'errors.status',
  'redirectRegex.regex',
  'redirectRegex.replacement',
  'replacePath.path',
  'replacePathRegex.regex',
  'replacePathRegex.replacement',
  'stripPrefix.prefixes',
  'stripPrefixRegex.regex',
];

function exactly(fields: readonly string[]): RegExp {
  return new RegExp(`^(${fields.map((field) => field.replaceAll('.', '\\.')).join('|')})$`);
}

export const deliberateDifferences: readonly DeliberateDifference[] = [
  {
    field: exactly(requiredFields),
    keyword: 'required',
    reason: 'Traefik does not make the middleware without it, and disables its routers',
  },
  {
    field: exactly(meaningfulFields),
    keyword: 'required',
    reason: 'without it the middleware does nothing, or replaces by nothing; who means that can write it',
  },
  { field: /^rateLimit\.average$/, keyword: 'required', reason: 'left out it means no limit at all' },
  {
    field: /^inFlight(Req|Conn)\.amount$/,
    keyword: 'required',
    reason: 'left out it is 0, which refuses everything',
  },
  { field: /^inFlight(Req|Conn)\.amount$/, keyword: 'minimum', reason: '0 refuses everything' },
  { field: /^retry\.attempts$/, keyword: 'minimum', reason: 'with 0 Traefik disables the routers' },
  {
    field: /^(weighted|highestRandomWeight)\.services$/,
    keyword: 'required',
    reason: 'without services every request gets 503',
  },
  {
    field: /\.mirrors\[\]\.percent$/,
    keyword: 'required',
    reason: 'left out it is 0, which mirrors nothing',
  },
  { field: /\.mirrors\[\]\.percent$/, keyword: 'minimum', reason: 'below 0 Traefik disables the service' },
  { field: /\.mirrors\[\]\.percent$/, keyword: 'maximum', reason: 'above 100 Traefik disables the service' },
  {
    field: /^routes\[\]\.priority$/,
    keyword: 'maximum',
    reason: 'JavaScript cannot hold greater whole numbers exactly; another one would be written',
  },
  { field: /\.ipv6Subnet$/, keyword: 'minimum', reason: 'Traefik refuses a prefix of no bits' },
  { field: /\.ipv6Subnet$/, keyword: 'maximum', reason: 'an IPv6 address has 128 bits' },
  { field: /^compress\.encodings$/, keyword: 'minItems', reason: 'with none Traefik disables the routers' },
  {
    field: /^compress\.(encodings\[\]|defaultEncoding)$/,
    keyword: 'enum',
    reason: 'Traefik disables the routers for other words',
  },
  { field: /(^|\.|\])scheme$/, keyword: 'enum', reason: 'Traefik drops the route for other words' },
  { field: /healthCheck\.mode$/, keyword: 'enum', reason: 'Traefik probes by HTTP for other words' },
  { field: /^routes\[\]\.syntax$/, keyword: 'enum', reason: 'Traefik reads the rule as v3 for other words' },
  { field: /^(min|max)Version$/, keyword: 'enum', reason: 'Traefik ignores other words without a word' },
  {
    field: /^(cipherSuites|curvePreferences)\[\]$/,
    keyword: 'enum',
    reason: 'Traefik refuses the TLS settings for other names',
  },
  {
    field: /(^|\.)(status\[\]|errors\.status\[\])$/,
    keyword: 'pattern',
    reason: 'Traefik reads one code or one range an item, though the CRD lets lists pass',
  },
  {
    field: /(Timeout|Interval|interval|timeout|Period|period|Duration|Window|KeepAlive|Delay)$/,
    keyword: 'pattern',
    reason: 'what Go cannot read as a duration makes Traefik drop the object',
  },
  { field: /^$/, keyword: 'oneProperty', reason: 'Traefik refuses or drops all but one kind' },
  { field: /^plugin$/, keyword: 'oneProperty', reason: 'Traefik refuses several plugins in one middleware' },
  {
    field: /\.sourceCriterion$/,
    keyword: 'oneProperty',
    reason: 'Traefik refuses several criteria, and none is the default',
  },
  {
    field: /rootCAs\[\]$/,
    keyword: 'oneProperty',
    reason: 'the CRD says so by a CEL rule; an entry without a source trusts nobody',
  },
];
