/** A build constraint that go cannot read; it then builds no package of the folder. */
export class ConstraintError extends Error {
  override readonly name = 'ConstraintError';
}

type Tags = (tag: string) => boolean;

/**
 * Whether a file of Go is built, by what stands above its package clause: `//go:build`, or where there is none the
 * older `// +build`.
 *
 * Follows go/build (`shouldBuild`) and go/build/constraint.
 *
 * @throws ConstraintError
 */
export function isBuilt(text: string, tags: Tags): boolean {
  const { goBuild, old } = constraintsOf(text);
  if (goBuild !== undefined) return new Expression(goBuild).value(tags);
  return old.every((line) => oldValue(line, tags));
}

/** The constraints above the package clause; the older ones have to be followed by a blank line. */
function constraintsOf(text: string): { goBuild: string | undefined; old: readonly string[] } {
  let goBuild: string | undefined;
  let isInBlock = false;
  let hasEnded = false;
  let old: string[] = [];
  const pending: string[] = [];
  for (const untrimmed of text.split('\n')) {
    let line = untrimmed.trim();
    if (line === '' && !hasEnded) {
      old = [...pending];
      continue;
    }
    if (!line.startsWith('//')) hasEnded = true;
    const [, constraint] = /^\/\/go:build(?:\s+(.*))?$/.exec(line) ?? [];
    if (!isInBlock && /^\/\/go:build(?:\s|$)/.test(line)) {
      if (goBuild !== undefined) throw new ConstraintError('multiple //go:build comments');
      goBuild = constraint ?? '';
    }
    const [, older] = /^\/\/\s*\+build(?:\s+(.*))?$/.exec(line) ?? [];
    if (!hasEnded && older !== undefined) pending.push(older);
    while (line !== '') {
      if (isInBlock) {
        const end = line.indexOf('*/');
        if (end < 0) break;
        isInBlock = false;
        line = line.slice(end + 2).trim();
      } else if (line.startsWith('//')) break;
      else if (line.startsWith('/*')) {
        isInBlock = true;
        line = line.slice(2).trim();
      } else return { goBuild, old };
    }
  }
  return { goBuild, old };
}

/** Blanks between words mean "or", commas "and". */
function oldValue(line: string, tags: Tags): boolean {
  const options = line.split(/\s+/).filter((option) => option !== '');
  return options.some((option) =>
    option.split(',').every((literal) => {
      if (literal.startsWith('!!') || literal === '!') return tags('ignore');
      const tag = literal.replace(/^!/, '');
      const holds = /^[\p{L}\p{Nd}_.]+$/u.test(tag) ? tags(tag) : tags('ignore');
      return holds !== literal.startsWith('!');
    }),
  );
}

/** More of them go calls too large. */
const largest = 1000;

class Expression {
  private readonly tokens: readonly string[];
  private at = 0;
  private size = 0;

  constructor(text: string) {
    this.tokens = Array.from(
      text.matchAll(/[ \t]*(\|\||&&|[()!]|[\p{L}\p{Nd}_.]+|.)/gsu),
      ([, token = '']) => token,
    );
  }

  value(tags: Tags): boolean {
    const value = this.or(tags);
    if (this.at < this.tokens.length) throw this.unexpected();
    return value;
  }

  private or(tags: Tags): boolean {
    let value = this.and(tags);
    while (this.take('||')) value = this.and(tags) || value;
    return value;
  }

  private and(tags: Tags): boolean {
    let value = this.not(tags);
    while (this.take('&&')) value = this.not(tags) && value;
    return value;
  }

  private not(tags: Tags): boolean {
    if (++this.size > largest) throw new ConstraintError('build expression too large');
    if (!this.take('!')) return this.atom(tags);
    if (this.tokens[this.at] === '!') throw new ConstraintError('double negation not allowed');
    return !this.atom(tags);
  }

  private atom(tags: Tags): boolean {
    if (this.take('(')) {
      const value = this.or(tags);
      if (!this.take(')')) throw new ConstraintError('missing close paren');
      return value;
    }
    const token = this.tokens[this.at] ?? '';
    if (!/^[\p{L}\p{Nd}_.]+$/u.test(token)) throw this.unexpected();
    this.at++;
    return tags(token);
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private unexpected(): ConstraintError {
    const token = this.tokens[this.at];
    return new ConstraintError(
      token === undefined ? 'unexpected end of expression' : `unexpected token ${token}`,
    );
  }
}
