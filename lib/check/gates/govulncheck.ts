import { isPlainMap } from '../../core/base';

/** A vulnerability that a program has by one of its modules. */
export interface Vulnerability {
  /** `GO-2026-0001` */
  readonly id: string;
  readonly summary: string;
  readonly module: string;
  readonly version: string;
  /** The version of the module without it; undefined where there is none yet. */
  readonly fixed?: string;
  /** The function that code of the program calls; undefined where none is called. */
  readonly symbol?: string;
  /** Where code of the program begins to call it: `cmd/orders/main.go:12`. */
  readonly calledAt?: string;
}

/**
 * What `govulncheck -format json` found, each vulnerability once, at the most that is known of it: that it is called,
 * or only that its package is imported or its module required.
 *
 * Source: golang.org/x/vuln, internal/govulncheck (protocol v1.0.0)
 *
 * @returns undefined where the text is not what govulncheck prints
 */
export function readVulnerabilities(text: string): readonly Vulnerability[] | undefined {
  const messages = jsonStream(text);
  const config = messages?.map((message) => message['config']).find(isPlainMap);
  // A scan of modules or packages alone looks at no call.
  const looksAtCalls =
    config && 'protocol_version' in config && (config['scan_level'] ?? 'symbol') === 'symbol';
  if (!messages || !looksAtCalls) return undefined;
  const summaries = new Map<string, string>();
  const found = new Map<string, Vulnerability>();
  for (const { osv } of messages) {
    if (isPlainMap(osv)) summaries.set(textOf(osv['id']), textOf(osv['summary']));
  }
  for (const { finding } of messages) {
    if (!isPlainMap(finding)) continue;
    const { osv, fixed_version: fixed, trace } = finding;
    const frames = Array.isArray(trace) ? trace.filter(isPlainMap) : [];
    const [first] = frames;
    if (!first) continue;
    const id = textOf(osv);
    const known = found.get(id);
    const symbol = symbolOf(first);
    if (known && (known.symbol !== undefined || symbol === undefined)) continue;
    const calledAt = symbol === undefined ? undefined : placeOf(frames.at(-1) ?? first);
    found.set(id, {
      id,
      summary: summaries.get(id) ?? '',
      module: textOf(first['module']),
      version: textOf(first['version']),
      ...(typeof fixed === 'string' && fixed !== '' && { fixed }),
      ...(symbol !== undefined && { symbol }),
      ...(calledAt !== undefined && { calledAt }),
    });
  }
  return [...found.values()];
}

function symbolOf(frame: Readonly<Record<string, unknown>>): string | undefined {
  const name = frame['function'];
  if (typeof name !== 'string' || name === '') return undefined;
  return [textOf(frame['package']), textOf(frame['receiver']).replace(/^\*/, ''), name]
    .filter((part) => part !== '')
    .join('.');
}

function placeOf({ position }: Readonly<Record<string, unknown>>): string | undefined {
  if (!isPlainMap(position) || typeof position['filename'] !== 'string') return undefined;
  return `${position['filename']}:${String(position['line'])}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * JSON objects one after the other, as Go's encoder writes them; undefined where something else stands among them.
 */
export function jsonStream(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  const objects: Readonly<Record<string, unknown>>[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const mark = text[index];
    if (mark === '"') {
      index = endOfString(text, index);
      continue;
    }
    if (mark === '{' && depth++ === 0) {
      if (text.slice(start, index).trim() !== '') return undefined;
      start = index;
    }
    if (mark !== '}' || --depth !== 0) continue;
    try {
      const value: unknown = JSON.parse(text.slice(start, index + 1));
      if (!isPlainMap(value)) return undefined;
      objects.push(value);
    } catch {
      return undefined;
    }
    start = index + 1;
  }
  return depth === 0 && text.slice(start).trim() === '' ? objects : undefined;
}

/** Where a string ends that begins at a place; the end of the text where it does not. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
