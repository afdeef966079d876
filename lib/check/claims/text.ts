import { printable, printableLines } from '../../core/finding';
import { type Explanation, explanationText } from '../../traefik/model';
import { curlLine } from '../../traefik/request';
import type { Proof } from './proof';

const words = { proven: 'proven ', refuted: 'REFUTED', unknown: 'UNKNOWN' } as const;

/** What is known of a claim, for people: of one that does not hold the request, as curl sends it, and what happens to it. */
export function proofText(proof: Proof): string {
  const { name, result, counterexample, explanation, otherExplanation, regions, reason } = proof;
  const head = `${words[result]}  ${printable(name)}${result === 'proven' ? `  (${counted(regions)})` : ''}`;
  const lines = [
    ...(reason === null ? [] : [printable(reason)]),
    ...(counterexample ? [printable(curlLine(counterexample))] : []),
    ...(explanation ? explained(explanation) : []),
    ...(otherExplanation ? ['with the other objects', ...explained(otherExplanation)] : []),
  ];
  return [head, ...lines.map((line) => `         ${line}`.trimEnd())].join('\n');
}

function explained(explanation: Explanation): readonly string[] {
  return printableLines(explanationText(explanation)).trimEnd().split('\n');
}

function counted(regions: number): string {
  return regions === 1 ? '1 region' : `${regions} regions`;
}
