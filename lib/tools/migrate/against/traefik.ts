import type { Trace } from '../../../traefik/model';
import { splitUrl } from '../../../traefik/rule';
import { type Share, sharesText } from './share';
import type { AskedRequest } from './nginx';

/** What Traefik does, as far as it is held against ingress-nginx. */
export interface TraefikFate {
  readonly isForwarded: boolean;
  readonly shares: readonly Share[];
  readonly target: string | undefined;
  readonly status: number | undefined;
  /** What is limited; empty where nothing is. */
  readonly limits: string;
  readonly text: string;
}

const limiting: ReadonlySet<string> = new Set(['rateLimit', 'inFlightReq']);

/** What Traefik does with a request, from its model. */
export function traefikFate(trace: Trace, { hasCertificate }: AskedRequest): TraefikFate {
  const { outcome, response, backends, forwarded, passed, notes } = trace;
  const status = response?.status;
  // No request here shows a certificate: what is missing one gets in with any of the authority.
  if (hasCertificate && outcome === 'rejected') {
    const text = 'lets every certificate of the authority in';
    return { isForwarded: true, shares: [], target: undefined, status, limits: '', text };
  }
  // Where another server decides, what it lets through gets there.
  const isForwarded = outcome === 'forwarded' || outcome === 'unknown';
  const shares = sharesOf(backends);
  const target = forwarded ? splitUrl(forwarded.url)?.target : undefined;
  const limits = passed.some(({ type }) => limiting.has(type))
    ? notes.flatMap((note) => /^(?:rateLimit|inFlightReq): 429 (.*)$/.exec(note)?.[1] ?? []).join(', ')
    : '';
  const text = isForwarded
    ? `forwards it to ${sharesText(shares)}${outcome === 'unknown' ? ', where another server allows it' : ''}`
    : `answers ${status ?? 'by closing the connection'}`;
  return { isForwarded, shares, target, status, limits, text };
}

function sharesOf(backends: Trace['backends']): readonly Share[] {
  const shares = new Map<string, number>();
  for (const { service, share } of backends) shares.set(service, (shares.get(service) ?? 0) + share);
  return [...shares].map(([service, share]) => ({ service, share }));
}
