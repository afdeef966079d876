import type { NginxFate, NginxForwarded } from './nginx';
import { type Share, sharesText } from './share';
import type { TraefikFate } from './traefik';

/** `fails-open`: a request is refused, redirected or limited there, and reaches a backend here. */
export type FateKind = 'fails-open' | 'moved' | 'refused' | 'answered-differently';

/** What is said of both sides where they differ. */
export interface Difference {
  readonly kind: FateKind;
  readonly nginx: string;
  readonly traefik: string;
  /** How many requests at once show it. */
  readonly count?: number;
}

/** How many requests at once show a limit: where none is known, and at most. */
const [usualCount, mostCount] = [100, 500];

/** How a request fares otherwise; undefined where it does not, or where nobody knows. */
export function differenceOf(nginx: NginxFate, traefik: TraefikFate): Difference | undefined {
  const { isForwarded, status } = traefik;
  const said = (kind: FateKind): Difference => ({
    kind,
    nginx: toldOf(nginx),
    traefik: traefik.text,
  });
  // What a snippet or another server decides there is not known, but that Traefik has no route at all is.
  if (nginx.kind === 'unknown') return !isForwarded && status === 404 ? said('refused') : undefined;
  if (nginx.kind === 'forwarded') {
    if (!isForwarded) return status === 503 ? undefined : said('refused');
    if (!isAlike(nginx.shares, traefik.shares)) return said('moved');
    return pathDifference(nginx, traefik) ?? limitDifference(nginx, traefik);
  }
  if (isForwarded) return said('fails-open');
  return nginx.status === status ? undefined : said('answered-differently');
}

function isAlike(shares: readonly Share[], others: readonly Share[]): boolean {
  const shareOf = (among: readonly Share[], service: string): number =>
    among.find((one) => one.service === service)?.share ?? 0;
  return [...shares, ...others].every(
    ({ service }) => Math.abs(shareOf(shares, service) - shareOf(others, service)) < 0.005,
  );
}

function pathDifference(nginx: NginxForwarded, { target, text }: TraefikFate): Difference | undefined {
  if (nginx.target === undefined || target === undefined || nginx.target === target) return undefined;
  return { kind: 'moved', nginx: `${toldOf(nginx)}, as ${nginx.target}`, traefik: `${text}, as ${target}` };
}

function limitDifference(nginx: NginxForwarded, { limits, text }: TraefikFate): Difference | undefined {
  const { isSpared } = nginx;
  const limited = isSpared ? '' : nginx.limits.map((limit) => limit.text).join(', ');
  if (limited === '' && limits === '') return undefined;
  const beyond = nginx.limits.map((limit) => limit.beyond);
  const count = Math.min(beyond.length === 0 ? usualCount : Math.max(...beyond), mostCount);
  const kind = limits === '' ? 'fails-open' : limited === '' ? 'refused' : 'answered-differently';
  return {
    kind,
    nginx:
      limited === ''
        ? `never limits it${isSpared ? ': limit-whitelist' : ''}`
        : `answers 503 beyond ${limited}, of all paths of the Ingress`,
    traefik: limits === '' ? `${text} without a limit` : `answers 429 ${limits}`,
    count,
  };
}

function toldOf(nginx: NginxFate): string {
  if (nginx.kind === 'unknown') return `lets ${nginx.why} decide`;
  return nginx.kind === 'forwarded'
    ? `forwards it to ${sharesText(nginx.shares)}: ${nginx.why}`
    : `answers ${nginx.status}: ${nginx.why}`;
}
