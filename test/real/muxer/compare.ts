import {
  type RequestLine,
  RuleError,
  fromBytes,
  openTcp,
  parseDomains,
  parseHostSNI,
  parseRule,
  receiveHttp,
  rulePriority,
} from '../../../lib/traefik/rule';
import type { RuleAnswer } from './oracle';
import type { RuleQuestion } from './rules';

/** Where this program and Traefik differ, for people to read. */
export interface Disagreement extends RuleQuestion {
  readonly request?: RequestLine;
  readonly traefik: string;
  readonly ours: string;
}

/** This program's answer to the same question, in the same form. */
export function ourAnswer(
  { rule, syntax, protocol }: RuleQuestion,
  requests: readonly RequestLine[],
  traefikVersion: string,
): RuleAnswer {
  const priority = rulePriority(rule, protocol);
  const domains = attempt(() =>
    protocol === 'tcp' ? parseHostSNI(rule, traefikVersion) : parseDomains(rule, traefikVersion),
  );
  const parsed = attempt(() => parseRule(rule, { syntax, protocol, traefikVersion }));
  const shared = { priority, ...(!(domains instanceof RuleError) && domains.length > 0 && { domains }) };
  if (parsed instanceof RuleError) return { ...shared, error: parsed.message };
  const matches = requests.map((line) => {
    const received = protocol === 'tcp' ? openTcp(line) : receiveHttp(line);
    const matched = parsed.matches(line);
    return received === undefined ? (matched ? '!' : '-') : matched ? '1' : '0';
  });
  return { ...shared, matches: matches.join('') };
}

/** What differs between two answers; wordings of errors may. */
export function disagreements(
  question: RuleQuestion,
  requests: readonly RequestLine[],
  traefik: RuleAnswer,
  traefikVersion: string,
): Disagreement[] {
  const ours = ourAnswer(question, requests, traefikVersion);
  const differ = (theirs: unknown, own: unknown, request?: RequestLine): Disagreement => ({
    ...question,
    traefik: String(theirs),
    ours: String(own),
    ...(request && { request }),
  });
  if ((traefik.error === undefined) !== (ours.error === undefined))
    return [differ(traefik.error, ours.error)];
  const found: Disagreement[] = [];
  if (traefik.priority !== ours.priority) found.push(differ(traefik.priority, ours.priority));
  const domains = (traefik.domains ?? []).map(fromBytes).join(' ');
  if (domains !== (ours.domains ?? []).join(' ')) found.push(differ(domains, ours.domains));
  for (const [index, request] of requests.entries()) {
    const theirs = traefik.matches?.[index];
    const own = ours.matches?.[index];
    if (theirs !== own) found.push(differ(theirs, own, request));
  }
  return found;
}

function attempt<T>(work: () => T): T | RuleError {
  try {
    return work();
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
}
