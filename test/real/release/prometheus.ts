import { spawnSync } from 'node:child_process';
import { requirePart } from '../parts/parts';

/** A page of metrics, and when it was scraped. */
export interface Scrape {
  readonly at: number;
  readonly text: string;
}

interface Answer {
  readonly values?: readonly string[];
  readonly error?: string;
}

/**
 * What Prometheus answers to a query about pages that were scraped before, at a time; times are milliseconds.
 *
 * @throws Error where Prometheus refuses the query
 */
export function askPrometheus(scrapes: readonly Scrape[], at: number, query: string): readonly number[] {
  const input = JSON.stringify({ scrapes, at, queries: [query] });
  const { stdout, stderr, status } = spawnSync(requirePart('prometheus'), { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Prometheus: ${stderr}`);
  const [answer]: readonly Answer[] = JSON.parse(stdout);
  if (!answer || answer.error !== undefined) throw new Error(`${query}: ${answer?.error ?? 'no answer'}`);
  return (answer.values ?? []).map(Number);
}

/** What Prometheus makes of a file of rules: what it refuses, or which alerts fire when. */
export interface RuleAnswer {
  readonly errors: readonly string[];
  /** How many rules of alerts there are. */
  readonly alerts: number;
  readonly firing: readonly { readonly at: number; readonly labels: Readonly<Record<string, string>> }[];
}

/** Evaluates rules as Prometheus does, every so many milliseconds until a time, about pages that were scraped. */
export function evaluateRules(
  rules: string,
  scrapes: readonly Scrape[],
  { every, until }: { readonly every: number; readonly until: number },
): RuleAnswer {
  const input = JSON.stringify({ rules, scrapes, every, until });
  const options = { input, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { stdout, stderr, status } = spawnSync(requirePart('prometheus'), ['rules'], options);
  if (status !== 0) throw new Error(`Prometheus: ${stderr}`);
  const answer: RuleAnswer = JSON.parse(stdout);
  return answer;
}
