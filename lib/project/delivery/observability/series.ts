import { quoteMeta } from '../../../core/base';
/** What a series of Traefik's metrics speaks of: the label that names it, and the names that are meant. */
export interface Subject {
  readonly label: 'service' | 'router';
  readonly names: readonly string[];
}

/** Requests for each second of a window, those alone whose code matches where one is given. */
export function requests(subject: Subject, window: string, code?: string): string {
  return `sum(rate(traefik_${subject.label}_requests_total{${matcher(subject, code)}}[${window}]))`;
}

/** Requests for each second of a window that were answered within some seconds. */
export function fastRequests(subject: Subject, window: string, seconds: number): string {
  const within = `le=${JSON.stringify(String(seconds))}`;
  return `sum(rate(traefik_${subject.label}_request_duration_seconds_bucket{${matcher(subject)},${within}}[${window}]))`;
}

/** The time within which a share of requests is answered, in seconds. */
export function quantile(subject: Subject, window: string, share: number): string {
  const buckets = `traefik_${subject.label}_request_duration_seconds_bucket{${matcher(subject)}}`;
  return `histogram_quantile(${share}, sum by (le) (rate(${buckets}[${window}])))`;
}

/** Requests for each second of a window, by a label. */
export function requestsBy(label: string, subject: Subject, window: string): string {
  return `sum by (${label}) (rate(traefik_${subject.label}_requests_total{${matcher(subject)}}[${window}]))`;
}

/** Selects series by their label, and by the code of answers. */
function matcher({ label, names }: Subject, code?: string): string {
  const [name = '', ...others] = names;
  const value =
    others.length === 0 ? `=${JSON.stringify(name)}` : `=~${JSON.stringify(names.map(quoteMeta).join('|'))}`;
  return `${label}${value}${code === undefined ? '' : `,code=~${JSON.stringify(code)}`}`;
}
