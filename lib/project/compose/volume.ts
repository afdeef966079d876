/** A mount in its short form: `source:target:options`. */
export interface ShortVolume {
  readonly type: 'bind' | 'volume';
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly noCopy: boolean;
  readonly propagation?: string;
  readonly selinux?: string;
}

const propagations = new Set(['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave']);

/** Reads the short form of a mount as Compose does; undefined where it has an empty part or too many. */
export function parseVolume(text: string): ShortVolume | undefined {
  if (text === '') return undefined;
  if (text.length <= 2) return { type: 'volume', target: text, readOnly: false, noCopy: false };
  const parts = partsOf(text);
  if (parts.length > 3 || parts.includes('')) return undefined;
  const [first = '', second, third = ''] = parts;
  const options = third.split(',');
  const source = second === undefined ? undefined : first;
  return {
    type: source !== undefined && isPath(source) ? 'bind' : 'volume',
    ...(source !== undefined && { source }),
    target: second ?? first,
    readOnly: options.findLast((option) => option === 'ro' || option === 'rw') === 'ro',
    noCopy: options.includes('nocopy'),
    propagation: options.findLast((option) => propagations.has(option)),
    selinux: options.findLast((option) => option === 'z' || option === 'Z'),
  };
}

/** Parts between colons; the colon of a Windows drive is none, nor is one within `${…}`. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  const characters = Array.from(text);
  for (const [index, character] of characters.entries()) {
    if (character === '$' && characters[index + 1] === '{') depth++;
    else if (character === '}' && depth > 0) depth--;
    else if (character === ':' && depth === 0 && !/^\p{L}$/u.test(part)) {
      parts.push(part);
      part = '';
      continue;
    }
    part += character;
  }
  return [...parts, part];
}

/** Whether the source of a mount is a path rather than the name of a volume. */
function isPath(source: string): boolean {
  return /^[./~]/.test(source) || /^\p{L}:/u.test(source) || source.startsWith('\\\\');
}

/** An absolute path of Windows: `C:\data` or `\\host\share`. */
export function isWindowsPath(path: string): boolean {
  return /^[a-z]:[\\/]/i.test(path) || path.startsWith('\\\\');
}
