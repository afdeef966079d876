import { isSecretVariable } from '../../core/kubernetes';

/** A part of a text that looks secret. */
export interface SecretPart {
  readonly start: number;
  readonly end: number;
  /** What it is called where it stands, as the name of a variable: `TOKEN` for `--token=…`. */
  readonly name: string;
}

interface Form {
  /** The second group is the secret, the first what it is called, where that is said. */
  readonly pattern: RegExp;
  readonly name?: string;
  readonly isSecret?: (name: string, value: string) => boolean;
}

const forms: readonly Form[] = [
  // `--password=x`, `--token x`
  {
    pattern:
      /(?<=^|[\s"'])--?([\w.-]*(?:password|passwd|secret|token|requirepass|masterauth|api-?key))(?:=|\s+)["']?([^\s"']+)/dgi,
  },
  // `TOKEN=x program`, `export TOKEN=x`
  { pattern: /(?<=^|[\s;&|("'])([A-Za-z_]\w*)=["']?([^\s"';|&)]+)/dg, isSecret: isSecretVariable },
  // `postgres://user:x@host`
  { pattern: /:\/\/([^\s/@:]*):([^\s/@:]+)@/dg, name: 'PASSWORD' },
  // `Authorization: Bearer x`
  { pattern: /\b(Bearer|Basic|Token)\s+([\w.~+/=-]{6,})/dgi, name: 'AUTHORIZATION' },
  // `X-Api-Key: x`
  { pattern: /\b([\w-]*(?:api-?key|token|secret))\s*:\s*([^\s"']{4,})/dgi },
  // `mysql -px`, `mysqladmin ping -u root -px`
  { pattern: /\b(mysql\w*|mariadb[\w-]*)\s(?:.*?\s)?-p["']?([^\s"'$-][^\s"']*)/dgs, name: 'PASSWORD' },
  // `redis-cli -a x`
  { pattern: /\b((?:redis|valkey)-cli)\s(?:.*?\s)?-a\s+["']?([^\s"']+)/dgs, name: 'PASSWORD' },
  // `curl -u user:x`
  { pattern: /\s(?:-u|--user)\s+["']?([^\s:"']+):([^\s"']+)/dg, name: 'PASSWORD' },
];

/** What is no secret by itself: a variable, a path, a switch, a place to fill in. */
const harmless = /^(?:[$/<{%*]|\.{3}|(?:true|false|null|none|\d+)$)/i;

/** The parts of a command line, a header or an address that look secret, first to last. */
export function secretParts(text: string): readonly SecretPart[] {
  const found = forms.flatMap(({ pattern, name, isSecret }) =>
    Array.from(text.matchAll(pattern), (match): SecretPart | undefined => {
      const [, called = '', value = ''] = match;
      const [start, end] = match.indices?.[2] ?? [0, 0];
      if (harmless.test(value) || isSecret?.(called, value) === false) return undefined;
      return { start, end, name: variableName(name ?? called) };
    }),
  );
  const sorted = found
    .filter((part) => part !== undefined)
    .toSorted((one, other) => one.start - other.start || other.end - one.end);
  return sorted.filter((part, index) => sorted.slice(0, index).every(({ end }) => end <= part.start));
}

/** A name as that of a variable. */
export function variableName(text: string): string {
  return text
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toUpperCase();
}

/** A text cut at its secrets: what stands between them, and the name of each. */
export type Segment = string | { readonly name: string; readonly value: string };

export function segmentsOf(text: string, parts = secretParts(text)): readonly Segment[] {
  let at = 0;
  const segments: Segment[] = [];
  for (const { start, end, name } of parts) {
    segments.push(text.slice(at, start), { name, value: text.slice(start, end) });
    at = end;
  }
  return [...segments, text.slice(at)];
}
