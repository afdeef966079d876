import { inParallel } from '../support';
import type { Site } from './site';

/** How many of so many requests each service got; from many clients, so that no rate limit is in the way. */
export async function shares(site: Site, line: string, times: number): Promise<ReadonlyMap<string, number>> {
  const perClient = 50;
  const clients = Array.from(
    { length: times / perClient },
    (_, index) => `10.30.${index >> 8}.${index & 255}`,
  );
  const answers = await inParallel(clients, 4, (from) => site.stage.flood(line, perClient, { from }));
  const counts = new Map<string, number>();
  for (const { status, body } of answers.flat()) {
    if (status !== 200) throw new Error(`${line} was answered ${status}: ${body.toString()}`);
    const { backend } = JSON.parse(body.toString());
    const service = String(backend).replace(/\.\d+$/, '');
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return counts;
}

/**
 * Bounds for how often something of this probability happens in so many independent trials. Five standard deviations:
 * a false alarm is rarer than one in a million.
 */
export function bounds(probability: number, times: number): { readonly low: number; readonly high: number } {
  const deviation = Math.sqrt(times * probability * (1 - probability));
  return { low: times * probability - 5 * deviation, high: times * probability + 5 * deviation };
}
