import type { Trace } from '../model/built';

/** What becomes of a request, as it stands behind `they are`. */
export function fateOf(trace: Pick<Trace, 'outcome' | 'response' | 'backends' | 'service'>): string {
  const { outcome, response, backends, service } = trace;
  if (response) {
    const location = response.headers['Location'];
    const by = service?.endsWith('@internal') && response.status < 300 ? ` by ${service}` : '';
    return location === undefined
      ? `answered with ${response.status}${by}`
      : `redirected to ${location} (${response.status})`;
  }
  if (outcome === 'rejected') return 'refused a connection';
  const to = backends.map(
    ({ service: name, port, share }) =>
      `${name}:${port}${share === 1 ? '' : ` (${Number((share * 100).toFixed(2))} %)`}`,
  );
  const where = to.length === 0 ? 'forwarded' : `forwarded to ${to.join(' and ')}`;
  return outcome === 'unknown' ? `${where} where that is allowed` : where;
}
