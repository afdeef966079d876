import {
  type Decoded,
  bool,
  pointerBool,
  pointerInt,
  pointerString,
  string,
  stringMap,
  strings,
  struct,
} from '../../read';

/** Headers of requests and responses that are set as they are written. */
export const customFields = { customRequestHeaders: stringMap, customResponseHeaders: stringMap };

/** What CORS headers are made of. */
export const corsFields = {
  accessControlAllowCredentials: bool,
  accessControlAllowHeaders: strings,
  accessControlAllowMethods: strings,
  accessControlAllowOriginList: strings,
  accessControlAllowOriginListRegex: strings,
  accessControlExposeHeaders: strings,
  accessControlMaxAge: pointerInt,
  addVaryHeader: bool,
};

/** What security headers are made of. */
export const secureFields = {
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
};

const fields = { ...customFields, ...corsFields, ...secureFields };

/** The spec of the Headers middleware, once read. */
export type HeadersSpec = Decoded<typeof fields>;

/** Reads the spec of the Headers middleware. */
export const decodeHeaders = struct(fields);
