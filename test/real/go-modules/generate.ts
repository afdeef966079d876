import type { Random } from '../muxer/random';

/** A go.mod or go.work file, whole or of a dependency. */
export interface ModuleCase {
  readonly kind: 'mod' | 'lax' | 'work';
  readonly text: string;
}

const paths = [
  'example.com/a',
  'example.com/a/v2',
  'example.com/a/v1',
  'example.com/a/v02',
  'example.com/a/v2.0',
  'gopkg.in/yaml.v3',
  'gopkg.in/yaml.v0',
  'gopkg.in/yaml',
  'gopkg.in/yaml.v2-unstable',
  'gopkg.in/x.v-unstable',
  'a',
  '"example.com/quoted"',
  '"bad\\q"',
  '"\\u00e9\\x41\\101"',
  '`example.com/raw`',
  "it's",
  'é.example/ü',
  '""',
];
const versions = [
  'v1.2.3',
  'v0.1',
  'v2',
  'v2.0.0+incompatible',
  'v2.0.0+build.1',
  'v3.0.0',
  'v0.0.0-20260101000000-abcdefabcdef',
  'v1.2.3-rc.1',
  'v1.2.3-01',
  'v01.2.3',
  'latest',
  '"v1.0.0"',
  '1.2.3',
];
const folders = [
  './a',
  '../b',
  '.',
  '..',
  '/abs',
  'C:\\x',
  './a\\b',
  'plain',
  'a@v1',
  '"./with space"',
  '..a',
];
const goVersions = ['1.25', '1.25.0', '1.26rc1', '1', 'go1.25', 'v1.25', '1.25.x', '1.025', '1.25 // why'];
const toolchains = ['go1.25.1', 'default', 'go2', 'go1', 'go1.26-custom', 'local'];
const comments = [
  '// indirect',
  '//indirect',
  '// indirect; why',
  '// indirect;',
  '// indirectly',
  '//',
  '// some words',
];

/** Made-up go.mod and go.work files: right ones, wrong ones, and broken texts. */
export class ModuleGenerator {
  constructor(private readonly random: Random) {}

  next(): ModuleCase {
    const kind = this.random.pick(['mod', 'lax', 'work'] as const);
    const lines = Array.from({ length: this.random.below(9) }, () => this.statement());
    const start = this.random.chance(0.7) && kind !== 'work' ? ['module example.com/m', ''] : [];
    const end = this.random.pick(['\n', '\n', '\r\n']);
    const text = [...start, ...lines].join(end) + (this.random.chance(0.9) ? end : '');
    return { kind, text: this.random.chance(0.12) ? this.broken(text) : text };
  }

  private statement(): string {
    const { random } = this;
    if (random.chance(0.1)) return random.pick(['', '// a comment', '   ', '\t// another']);
    const verb = random.pick([
      'require',
      'require',
      'require',
      'replace',
      'replace',
      'use',
      'use',
      'exclude',
      'retract',
      'godebug',
      'tool',
      'ignore',
      'go',
      'toolchain',
      'module',
      'unknown',
    ]);
    if (random.chance(0.35)) return this.block(verb);
    return `${verb} ${this.words(verb)}${this.suffix()}`;
  }

  private block(verb: string): string {
    const { random } = this;
    if (random.chance(0.1)) return `${verb} ()${this.suffix()}`;
    const name = random.chance(0.95) ? verb : `${verb} more`;
    const lines = Array.from({ length: random.below(5) }, () =>
      random.chance(0.15) ? random.pick(['', '\t// words']) : `\t${this.words(verb)}${this.suffix()}`,
    );
    return [`${name} (${this.suffix()}`, ...lines, `)${this.suffix()}`].join('\n');
  }

  private words(verb: string): string {
    const { random } = this;
    const right = this.rightWords(verb);
    if (random.chance(0.9)) return right;
    return random.pick([
      `${right} more`,
      '',
      '( )',
      `${right} ( ) x`,
      'x ( y',
      '[a, b]',
      '{',
      right.split(' ')[0] ?? '',
    ]);
  }

  private rightWords(verb: string): string {
    const { random } = this;
    const path = random.chance(0.5) ? 'example.com/a' : random.pick(paths);
    const version = random.chance(0.5) ? 'v1.2.3' : random.pick(versions);
    switch (verb) {
      case 'require':
      case 'exclude':
        return `${path} ${version}`;
      case 'replace': {
        const by = random.chance(0.6)
          ? random.pick(folders)
          : `${random.pick(paths)} ${random.pick(versions)}`;
        return `${path}${random.chance(0.5) ? ` ${version}` : ''} ${random.chance(0.95) ? '=>' : '->'} ${by}`;
      }
      case 'use':
        return random.pick(folders);
      case 'retract':
        return random.pick([
          version,
          `[${version}, ${random.pick(versions)}]`,
          `[${version}`,
          '[',
          '[v1.0.0 v1.1.0]',
        ]);
      case 'godebug':
        return random.pick(['http2client=0', 'a=b=c', 'nothing', 'a="b"', 'a=b,c', '=']);
      case 'go':
        return random.pick(goVersions);
      case 'toolchain':
        return random.pick(toolchains);
      default:
        return path;
    }
  }

  private suffix(): string {
    const { random } = this;
    return random.chance(0.25) ? `${random.pick([' ', '', '\t'])}${random.pick(comments)}` : '';
  }

  private broken(text: string): string {
    const { random } = this;
    const at = random.below(text.length + 1);
    const piece = random.pick([
      '"',
      '`',
      '(',
      ')',
      '/*',
      '\u0000',
      '\u00a0',
      '\ufeff',
      ',',
      '\\',
      '\f',
      '=>',
      '//',
      '\n',
      '🙂',
    ]);
    return text.slice(0, at) + piece + text.slice(at + random.below(3));
  }
}
