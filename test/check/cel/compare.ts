import type { CelAnswer } from './answer';

/** Why two answers differ, undefined where they don't. */
export function difference(theirs: CelAnswer, ours: CelAnswer): string | undefined {
  if ((theirs.refused === undefined) !== (ours.refused === undefined)) return 'one refuses it';
  if (theirs.refused !== undefined) return undefined;
  if ((theirs.failed === undefined) !== (ours.failed === undefined)) return 'one fails';
  if (theirs.failed !== undefined) {
    // Which of several errors is told first is chance; a key that is missing is told in one way.
    const isSaid = [theirs, ours].every(({ failed = '' }) => failed.startsWith('no such key: '));
    return isSaid && theirs.failed !== ours.failed ? 'they fail otherwise' : undefined;
  }
  return valueOf(theirs.value ?? '') === valueOf(ours.value ?? '') ? undefined : 'other values';
}

/** Values of the types that both write alike. */
function valueOf(text: string): string {
  return text
    .replace(
      /double\(([^)]*)\)/g,
      (_, number: string) => `double(${Number(number.replace(/Inf(inity)?/, 'Infinity'))})`,
    )
    .replace(
      /^(uint|bytes|map|type|optional_type|optional|google\.protobuf\.\w+|timestamp|duration|kubernetes\.\w+|net\.\w+|quantity|ip|cidr|url|format|semver)\b.*$/s,
      'opaque',
    );
}
