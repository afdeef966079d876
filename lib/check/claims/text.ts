import { printable, printableLines } from '../../core/finding';
import { explanationText } from '../../traefik/model';
import { curlLine } from '../../traefik/request';
import type { Proof } from './prove';

const words = { proven: 'proven ', refuted: 'REFUTED', unknown: 'UNKNOWN' } as const;

/** What is known of a claim, for people: of one that does not hold the request, as curl sends it, and what happens to it. */
export function proofText({ name, result, counterexample, explanation, regions, reason }: Proof): string {
  const head = `${words[result]}  ${printable(name)}${result === 'proven' ? `  (${counted(regions)})` : ''}`;
  const lines = [
    ...(reason === null ? [] : [printable(reason)]),
    ...(counterexample ? [printable(curlLine(counterexample))] : []),
    ...(explanation ? printableLines(explanationText(explanation)).trimEnd().split('\n') : []),
  ];
  return [head, ...lines.map((line) => `         ${line}`.trimEnd())].join('\n');
}

function counted(regions: number): string {
  return regions === 1 ? '1 region' : `${regions} regions`;
}
