import type { NginxSettings } from '../../../traefik/model';
import type { AskedRequest } from './nginx';
import type { Location, NginxServers } from './servers';
import type { Share } from './share';

/** Where the requests of a location go. A canary is asked for by a header, then by a cookie, then by its weight. */
export function sharesOf(
  { canaries }: NginxServers,
  { service, upstream }: Location,
  request: AskedRequest,
): readonly Share[] {
  const canary = canaries.get(upstream);
  const share = canary ? canaryShare(canary.settings, request) : 0;
  return [
    { service, share: 1 - share },
    { service: canary?.service ?? service, share },
  ].filter((one) => one.share > 0);
}

function canaryShare(settings: NginxSettings, { headers }: AskedRequest): number {
  const { 'canary-by-header': header = '', 'canary-by-cookie': cookie = '' } = settings;
  const said =
    saidByHeader(settings, headers[header]) ?? saidPlainly(cookieOf(headers['Cookie'] ?? '', cookie));
  if (said !== undefined) return said;
  const total = Math.max(settings['canary-weight-total'] ?? 0, 100);
  return Math.min(Math.max(settings['canary-weight'] ?? 0, 0), total) / total;
}

function saidByHeader(settings: NginxSettings, written: string | undefined): number | undefined {
  const { 'canary-by-header-value': value = '', 'canary-by-header-pattern': pattern = '' } = settings;
  if (written === undefined) return undefined;
  if (value !== '') return written === value ? 1 : undefined;
  if (pattern === '') return saidPlainly(written);
  try {
    return new RegExp(pattern).test(written) ? 1 : undefined;
  } catch {
    // What is no expression keeps the request from the canary.
    return 0;
  }
}

function saidPlainly(written: string | undefined): number | undefined {
  return written === 'always' ? 1 : written === 'never' ? 0 : undefined;
}

function cookieOf(header: string, name: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim());
  return name === '' ? undefined : pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The headers that settings of a canary ask about, and their disagreements. */
export function canaryHeaders(settings: NginxSettings): readonly Readonly<Record<string, string>>[] {
  const { 'canary-by-header': header = '', 'canary-by-cookie': cookie = '' } = settings;
  const value = settings['canary-by-header-value'] ?? 'always';
  const byHeader = header === '' ? [] : [...new Set([value, 'never', 'other'])];
  const byCookie = cookie === '' ? [] : ['always', 'never'];
  return [
    ...byHeader.map((written) => ({ [header]: written })),
    ...byCookie.map((written) => ({ Cookie: `${cookie}=${written}` })),
    ...byHeader.flatMap((written) =>
      byCookie.map((other) => ({ [header]: written, Cookie: `${cookie}=${other}` })),
    ),
  ];
}
