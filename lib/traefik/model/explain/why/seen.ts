import { type HttpRequest, type RequestLine, type TcpConnection, openTcp, splitUrl } from '../../rules';
import { arrive } from '../arrive';
import { asRulesSee } from '../match';
import type { Trace } from '../result';
import type { Scene } from './scene';

/** The request as rules of HTTP and TCP routers see it; undefined for what never gets as far. */
export interface Seen {
  readonly http: HttpRequest | undefined;
  readonly tcp: TcpConnection | undefined;
  readonly isTls: boolean;
  readonly entryPoint: string;
}

/** What the rules of an entry point's routers are asked about. */
export function asSeen(
  { built }: Scene,
  line: RequestLine,
  { entryPoint: name, tls }: Trace,
): Seen | undefined {
  const entryPoint = built.runtime.statics.entryPoints.get(name ?? '');
  if (!entryPoint) return undefined;
  const scheme = splitUrl(line.url)?.scheme ?? '';
  const isTls = scheme === 'https' || scheme === 'tls';
  const isHttp = scheme === 'http' || scheme === 'https';
  const arrived = isHttp
    ? arrive(entryPoint, line, isTls ? (tls?.options ?? 'default') : undefined)
    : undefined;
  return {
    http: arrived && 'request' in arrived ? asRulesSee(arrived.request) : undefined,
    tcp: openTcp(line),
    isTls,
    entryPoint: entryPoint.name,
  };
}
