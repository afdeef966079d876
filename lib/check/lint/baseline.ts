import { isPlainMap } from '../../core/base';
import { type Problem, ProblemError } from '../../core/finding';
import { fingerprints, reported } from '../../core/report';

/** Findings that are known and wait to be mended, by their fingerprints. */
export type Baseline = ReadonlySet<string>;

/** Findings as the text of a baseline, in an order that does not change by itself. */
export function baselineText(problems: readonly Problem[]): string {
  const findings = problems.map(reported);
  const known = fingerprints(findings)
    .map((fingerprint, index) => {
      const { code, object, message } = findings[index] ?? {};
      const place = object && `${object.kind} ${object.namespace ?? ''}/${object.name}`;
      return { fingerprint, code, object: place ?? '', message };
    })
    .toSorted((first, second) => (keyOf(first) < keyOf(second) ? -1 : 1));
  return `${JSON.stringify({ version: 1, known }, undefined, 2)}\n`;
}

function keyOf({ code = '', object, message = '', fingerprint }: Record<string, string | undefined>): string {
  return [code, object, message, fingerprint].join('\0');
}

/**
 * Reads the text of a baseline.
 *
 * @throws ProblemError where it is none
 */
export function readBaseline(text: string, file: string): Baseline {
  const read = parsed(text);
  const known = isPlainMap(read) && read['version'] === 1 ? read['known'] : undefined;
  const prints = Array.isArray(known)
    ? known.map((entry: unknown) => (isPlainMap(entry) ? entry['fingerprint'] : undefined))
    : [undefined];
  if (!prints.every((print) => typeof print === 'string')) throw new ProblemError([noBaseline(file)]);
  return new Set(prints);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noBaseline(file: string): Problem {
  return {
    rule: 'invalid-baseline',
    severity: 'error',
    message: `${file} is no baseline.`,
    location: { file, line: 1, column: 1 },
  };
}

/** Findings that are not known, and how many known ones are mended. */
export function beyond(
  baseline: Baseline,
  problems: readonly Problem[],
): { readonly fresh: readonly Problem[]; readonly mended: number } {
  const prints = fingerprints(problems.map(reported));
  const fresh = problems.filter((_, index) => !baseline.has(prints[index] ?? ''));
  return { fresh, mended: baseline.size - (problems.length - fresh.length) };
}
