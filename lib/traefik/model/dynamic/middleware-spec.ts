import {
  type Decoder,
  anything,
  bool,
  int,
  intOrString,
  list,
  map,
  pointerBool,
  pointerInt,
  pointerString,
  string,
  stringMap,
  strings,
  struct,
} from '../../api/read';

/** A name with a namespace. */
export const reference = { name: string, namespace: string };

const ipStrategy = struct({ depth: int, excludedIPs: strings, ipv6Subnet: pointerInt });

const sourceCriterion = struct({ ipStrategy, requestHeaderName: string, requestHost: bool });

const clientTls = { caSecret: string, certSecret: string, insecureSkipVerify: bool };

const redis = struct({
  endpoints: strings,
  tls: struct(clientTls),
  secret: string,
  db: int,
  poolSize: int,
  minIdleConns: int,
  maxActiveConns: int,
  readTimeout: intOrString,
  writeTimeout: intOrString,
  dialTimeout: intOrString,
});

const headers = struct({
  customRequestHeaders: stringMap,
  customResponseHeaders: stringMap,
  accessControlAllowCredentials: bool,
  accessControlAllowHeaders: strings,
  accessControlAllowMethods: strings,
  accessControlAllowOriginList: strings,
  accessControlAllowOriginListRegex: strings,
  accessControlExposeHeaders: strings,
  accessControlMaxAge: pointerInt,
  addVaryHeader: bool,
  allowedHosts: strings,
  hostsProxyHeaders: strings,
  sslProxyHeaders: stringMap,
  stsSeconds: pointerInt,
  stsIncludeSubdomains: bool,
  stsPreload: bool,
  forceSTSHeader: bool,
  frameDeny: bool,
  customFrameOptionsValue: string,
  contentTypeNosniff: bool,
  browserXssFilter: bool,
  customBrowserXSSValue: string,
  contentSecurityPolicy: string,
  contentSecurityPolicyReportOnly: string,
  publicKey: string,
  referrerPolicy: string,
  permissionsPolicy: string,
  isDevelopment: bool,
  featurePolicy: pointerString,
  sslRedirect: pointerBool,
  sslTemporaryRedirect: pointerBool,
  sslHost: pointerString,
  sslForceHost: pointerBool,
});

const distinguishedName = {
  country: bool,
  province: bool,
  locality: bool,
  organization: bool,
  commonName: bool,
  serialNumber: bool,
  domainComponent: bool,
};

const passTLSClientCert = struct({
  pem: bool,
  info: struct({
    notAfter: bool,
    notBefore: bool,
    sans: bool,
    serialNumber: bool,
    subject: struct({ ...distinguishedName, organizationalUnit: bool }),
    issuer: struct(distinguishedName),
  }),
});

const encodedCharacters = struct({
  allowEncodedSlash: bool,
  allowEncodedBackSlash: bool,
  allowEncodedNullCharacter: bool,
  allowEncodedSemicolon: bool,
  allowEncodedPercent: bool,
  allowEncodedQuestionMark: bool,
  allowEncodedHash: bool,
});

const auth = struct({ secret: string, realm: string, removeHeader: bool, headerField: string });

const forwardAuth = struct({
  address: string,
  trustForwardHeader: pointerBool,
  authResponseHeaders: strings,
  authResponseHeadersRegex: string,
  authRequestHeaders: strings,
  tls: struct({ ...clientTls, caOptional: pointerBool }),
  maxResponseBodySize: pointerInt,
  addAuthCookiesToResponse: strings,
  headerField: string,
  forwardBody: bool,
  maxBodySize: pointerInt,
  preserveLocationHeader: bool,
  preserveRequestMethod: bool,
  authSigninURL: string,
});

const retry = struct({
  attempts: int,
  timeout: intOrString,
  initialInterval: intOrString,
  maxRequestBodyBytes: pointerInt,
  status: strings,
  disableRetryOnNetworkError: bool,
  retryNonIdempotentMethod: bool,
});

/** A plugin's free-form configuration; `{}` is one too, so the map stays when it is empty. */
const plugin: Decoder<Readonly<Record<string, unknown>>> = (value, path, errors) =>
  value == null ? undefined : (map(anything, {})(value, path, errors) ?? {});

/** The fields of a Middleware's spec: 25 built-in kinds and plugins. */
export function middlewareSpec<S>(service: Decoder<S>) {
  return {
    addPrefix: struct({ prefix: string }),
    stripPrefix: struct({ prefixes: strings, forceSlash: pointerBool }),
    stripPrefixRegex: struct({ regex: strings }),
    replacePath: struct({ path: string }),
    replacePathRegex: struct({ regex: string, replacement: string }),
    chain: struct({ middlewares: list(struct(reference), {}) }),
    ipWhiteList: struct({ sourceRange: strings, ipStrategy }),
    ipAllowList: struct({ sourceRange: strings, ipStrategy, rejectStatusCode: int }),
    headers,
    encodedCharacters,
    errors: struct({
      status: strings,
      statusRewrites: map(int, 0),
      service,
      query: string,
      errorRequestHeaders: strings,
    }),
    rateLimit: struct({
      average: pointerInt,
      period: intOrString,
      burst: pointerInt,
      sourceCriterion,
      redis,
    }),
    redirectRegex: struct({ regex: string, replacement: string, permanent: bool }),
    redirectScheme: struct({ scheme: string, port: string, permanent: bool }),
    basicAuth: auth,
    digestAuth: auth,
    forwardAuth,
    inFlightReq: struct({ amount: int, sourceCriterion }),
    buffering: struct({
      maxRequestBodyBytes: int,
      memRequestBodyBytes: int,
      maxResponseBodyBytes: int,
      memResponseBodyBytes: int,
      retryExpression: string,
    }),
    circuitBreaker: struct({
      expression: string,
      checkPeriod: intOrString,
      fallbackDuration: intOrString,
      recoveryDuration: intOrString,
      responseCode: int,
    }),
    compress: struct({
      excludedContentTypes: strings,
      includedContentTypes: strings,
      minResponseBodyBytes: pointerInt,
      encodings: strings,
      defaultEncoding: pointerString,
    }),
    passTLSClientCert,
    retry,
    contentType: struct({ autoDetect: pointerBool }),
    grpcWeb: struct({ allowOrigins: strings }),
    plugin,
  };
}
