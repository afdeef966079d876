import { type TrafficRequest, escapedPath } from '../../../request';
import { pathRegexp } from '../../../rule';
import type { Treatment } from '../kind';
import type { EncodedCharacters } from './spec';

/** The encoded characters that can be let into a path or not, by the field that says so. */
export const encodedCharacterFields = {
  allowEncodedSlash: '%2F',
  allowEncodedBackSlash: '%5C',
  allowEncodedNullCharacter: '%00',
  allowEncodedSemicolon: '%3B',
  allowEncodedPercent: '%25',
  allowEncodedQuestionMark: '%3F',
  allowEncodedHash: '%23',
} as const satisfies Readonly<Record<keyof EncodedCharacters, string>>;

/** A value for each of the fields. */
export function forEncodedCharacters<T>(value: T): Readonly<Record<keyof EncodedCharacters, T>> {
  const entries = Object.keys(encodedCharacterFields).map((field) => [field, value] as const);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys are those of the table
  return Object.fromEntries(entries) as Record<keyof EncodedCharacters, T>;
}

/** How the path that rules see shows them: only reserved characters stay encoded there. */
const asRulesSee: Readonly<Record<string, string>> = { '%5C': String.raw`\\`, '%00': String.raw`\x00` };

/** What the refusal of encoded characters does with all requests. */
export function treatmentsOfCharacters(allowed: EncodedCharacters): readonly Treatment[] {
  const denied = deniedBy(allowed).map((encoded) => asRulesSee[encoded] ?? encoded);
  if (denied.length === 0) return [{ effect: { kind: 'passes' } }];
  return [
    { when: pathRegexp(denied.join('|')).tree, effect: { kind: 'answers', status: 400 } },
    { effect: { kind: 'passes' } },
  ];
}

function deniedBy(allowed: EncodedCharacters): readonly string[] {
  const letIn = new Map<string, unknown>(Object.entries(allowed));
  return Object.entries(encodedCharacterFields)
    .filter(([field]) => letIn.get(field) !== true)
    .map(([, encoded]) => encoded);
}

/** The first encoded character of a path that is not allowed: those not named true are denied. */
export function deniedCharacter(request: TrafficRequest, allowed: EncodedCharacters): string | undefined {
  const denied = new Set(deniedBy(allowed));
  return (escapedPath(request.url).match(/%[0-9a-fA-F]{2}/g) ?? []).find((found) =>
    denied.has(found.toUpperCase()),
  );
}
