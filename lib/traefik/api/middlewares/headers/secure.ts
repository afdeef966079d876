import {
  type Outcome,
  type Report,
  type TrafficRequest,
  answer,
  getHeader,
  withHeaders,
} from '../../../request';
import { fromBytes, toBytes } from '../../../rule';
import type { HeadersSpec } from './fields';

/** Refuses hosts that are not allowed, and adds security headers to what comes back. */
export function secure(
  request: TrafficRequest,
  config: HeadersSpec,
  next: () => Outcome,
  { change }: Report,
): Outcome {
  const { allowedHosts = [], hostsProxyHeaders = [], isDevelopment = false } = config;
  const forwarded = hostsProxyHeaders
    .map((name) => getHeader(request.headers, name))
    .find((value) => value !== '');
  const host = (forwarded ?? request.host).toLowerCase();
  if (
    allowedHosts.length > 0 &&
    !isDevelopment &&
    !allowedHosts.some((name) => toBytes(name.toLowerCase()) === host)
  ) {
    change(`refuses the host ${fromBytes(host)}`);
    return answer(500);
  }
  const added = responseHeaders(config, isSecure(request, config));
  return withHeaders(next(), (response) => {
    for (const [name, value] of added) response.set(name, value);
  });
}

function isSecure(request: TrafficRequest, { sslProxyHeaders = {} }: HeadersSpec): boolean {
  if (request.tlsOptions !== undefined) return true;
  return Object.entries(sslProxyHeaders).some(
    ([name, value]) => getHeader(request.headers, name) === toBytes(value),
  );
}

function responseHeaders(config: HeadersSpec, isTls: boolean): ReadonlyMap<string, string> {
  const added = new Map<string, string>();
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') added.set(name, value);
  };
  const { stsSeconds = 0, isDevelopment = false } = config;
  if (stsSeconds !== 0 && (isTls || config.forceSTSHeader) && !isDevelopment) {
    const subdomains = config.stsIncludeSubdomains ? '; includeSubDomains' : '';
    put(
      'Strict-Transport-Security',
      `max-age=${stsSeconds}${subdomains}${config.stsPreload ? '; preload' : ''}`,
    );
  }
  put('X-Frame-Options', config.customFrameOptionsValue ?? (config.frameDeny ? 'DENY' : undefined));
  put('X-Content-Type-Options', config.contentTypeNosniff ? 'nosniff' : undefined);
  put(
    'X-Xss-Protection',
    config.customBrowserXSSValue ?? (config.browserXssFilter ? '1; mode=block' : undefined),
  );
  if (isTls && !isDevelopment) put('Public-Key-Pins', config.publicKey);
  put('Content-Security-Policy', config.contentSecurityPolicy);
  put('Content-Security-Policy-Report-Only', config.contentSecurityPolicyReportOnly);
  put('Referrer-Policy', config.referrerPolicy);
  put('Permissions-Policy', config.permissionsPolicy);
  return added;
}
