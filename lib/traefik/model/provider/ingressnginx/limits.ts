import { formatDuration } from '../../../api/read';
import type { NginxSettings } from './annotations';
import type { NginxContext } from './context';
import type { Location } from './location';

/** Limits of rate: 429 beyond them. */
export function rateLimitsOf(
  settings: NginxSettings,
): readonly (readonly [suffix: string, config: { readonly rateLimit: object }])[] {
  const { 'limit-burst-multiplier': written = 5 } = settings;
  const multiplier = written < 1 ? 5 : written;
  const limit = (suffix: string, average: number, period: string) =>
    average > 0 ? [[suffix, { rateLimit: { average, burst: average * multiplier, period } }] as const] : [];
  return [
    ...limit('limit-rpm', settings['limit-rpm'] ?? 0, '1m0s'),
    ...limit('limit-rps', settings['limit-rps'] ?? 0, '1s'),
  ];
}

const gibibyte = 1024 ** 3;

/** Buffers of requests and responses, and the sizes that they must not exceed; undefined where neither is buffered. */
export function bufferingOf({ options }: NginxContext, settings: NginxSettings): object | undefined {
  const disableRequestBuffer = !isOn(settings['proxy-request-buffering'], options.proxyRequestBuffering);
  const disableResponseBuffer = !isOn(settings['proxy-buffering'], options.proxyBuffering);
  if (disableRequestBuffer && disableResponseBuffer) return undefined;
  const { proxyBufferSize, proxyBuffersNumber } = options;
  const { 'proxy-buffer-size': size, 'proxy-buffers-number': number = proxyBuffersNumber } = settings;
  const memory = bytesOf(size) ?? proxyBufferSize;
  const memResponseBodyBytes = disableResponseBuffer ? proxyBufferSize * proxyBuffersNumber : memory * number;
  const file = bytesOf(settings['proxy-max-temp-file-size']) ?? gibibyte;
  const ofRequest = (name: 'client-body-buffer-size' | 'proxy-body-size'): number | undefined =>
    disableRequestBuffer ? undefined : bytesOf(settings[name]);
  return withoutZeros({
    maxRequestBodyBytes: ofRequest('proxy-body-size') ?? options.proxyBodySize,
    memRequestBodyBytes: ofRequest('client-body-buffer-size') ?? options.clientBodyBufferSize,
    maxResponseBodyBytes: disableResponseBuffer ? 0 : memResponseBodyBytes + file,
    memResponseBodyBytes,
    ...(disableRequestBuffer && { disableRequestBuffer }),
    ...(disableResponseBuffer && { disableResponseBuffer }),
  });
}

function isOn(written: string | undefined, usual: boolean | undefined): boolean {
  return written === undefined ? usual === true : written === 'on';
}

function withoutZeros(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== 0));
}

const units: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: gibibyte };

/** A size as nginx writes it; undefined where it is none. */
function bytesOf(written = ''): number | undefined {
  const [, digits, unit = ''] = /^\s*([0-9]+)\s*([bkmg]?)\s*$/i.exec(written) ?? [];
  return digits === undefined ? undefined : Number(digits) * (units[unit.toLowerCase()] ?? 1);
}

/** How often a request is sent again; undefined where it is not. */
export function retryOf(
  { options }: NginxContext,
  { ingress: { settings }, endpointCount }: Location,
): object | undefined {
  const upstream = settings['proxy-next-upstream'] ?? options.proxyNextUpstream;
  const conditions = upstream.split(/\s+/).filter((one) => one !== '');
  if (upstream === '' || conditions.includes('off')) return undefined;
  const tries = settings['proxy-next-upstream-tries'] ?? options.proxyNextUpstreamTries;
  // Nothing limits nginx then: Traefik tries every server once.
  const attempts = tries === 0 ? endpointCount : tries;
  if (attempts <= 0) return undefined;
  const status = conditions.filter((one) => one.startsWith('http_')).map((one) => one.slice('http_'.length));
  const isUnbuffered = !isOn(settings['proxy-request-buffering'], options.proxyRequestBuffering);
  const limit = bytesOf(settings['proxy-body-size']) ?? options.proxyBodySize;
  const seconds = settings['proxy-next-upstream-timeout'] ?? options.proxyNextUpstreamTimeout;
  return {
    attempts,
    ...(seconds > 0 && { timeout: formatDuration(BigInt(seconds) * 1_000_000_000n) }),
    // No limit is 0 to nginx, and a negative number to Traefik.
    maxRequestBodyBytes: status.length > 0 && isUnbuffered ? 0 : limit === 0 ? -1 : limit,
    ...(status.length > 0 && { status }),
    ...(!conditions.includes('error') &&
      !conditions.includes('timeout') && { disableRetryOnNetworkError: true }),
    ...(conditions.includes('non_idempotent') && { retryNonIdempotentMethod: true }),
  };
}
