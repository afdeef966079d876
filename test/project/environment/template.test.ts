import * as fc from 'fast-check';
import { TemplateError, parseTemplate } from '../../../lib/project/environment/template';

const seed = 20260302;

describe('a string with variables', () => {
  it('is split at them', () => {
    expect(parseTemplate('https://${host}:${env:PORT:-80}/')).toEqual([
      { kind: 'text', text: 'https://' },
      { kind: 'variable', name: 'host' },
      { kind: 'text', text: ':' },
      { kind: 'environment', name: 'PORT', fallback: [{ kind: 'text', text: '80' }] },
      { kind: 'text', text: '/' },
    ]);
  });

  it.each([
    ['$${name}', '${name}'],
    ['$${', '${'],
    ['a$${b}$${c}', 'a${b}${c}'],
    ['/${1}/$2', '/${1}/$2'],
    ['${10}x', '${10}x'],
    ['costs 5$', 'costs 5$'],
    ['$name {name} $(name)', '$name {name} $(name)'],
    ['}', '}'],
    ['', ''],
  ])('%j has none and means %j', (text, literal) => {
    const parts = parseTemplate(text);
    expect(parts).toEqual(literal === '' ? [] : [{ kind: 'text', text: literal }]);
  });

  it('may have functions of variables', () => {
    const branch = { kind: 'environment', name: 'BRANCH' };
    expect(parseTemplate('${slug(env:BRANCH)}.${lower(short(name))}')).toEqual([
      { kind: 'call', function: 'slug', argument: branch },
      { kind: 'text', text: '.' },
      {
        kind: 'call',
        function: 'lower',
        argument: { kind: 'call', function: 'short', argument: { kind: 'variable', name: 'name' } },
      },
    ]);
    expect(parseTemplate('${slug(env:BRANCH:-${name} x)}')).toEqual([
      {
        kind: 'call',
        function: 'slug',
        argument: {
          ...branch,
          fallback: [
            { kind: 'variable', name: 'name' },
            { kind: 'text', text: ' x' },
          ],
        },
      },
    ]);
    expect(() => parseTemplate('${slgu(name)}')).toThrow('There is no function "slgu".');
    expect(() => parseTemplate('${slug(name}')).toThrow(TemplateError);
  });

  it('may have variables in a fallback', () => {
    expect(parseTemplate('${env:TAG:-${tag}-dev}')).toEqual([
      {
        kind: 'environment',
        name: 'TAG',
        fallback: [
          { kind: 'variable', name: 'tag' },
          { kind: 'text', text: '-dev' },
        ],
      },
    ]);
  });

  it('may have an empty fallback', () => {
    expect(parseTemplate('${env:SUFFIX:-}')).toEqual([{ kind: 'environment', name: 'SUFFIX', fallback: [] }]);
  });

  it.each([
    ['${', /no closing brace/, /\$\$\{/],
    ['${name', /no closing brace/, /Close it/],
    ['${env:A:-b', /no closing brace/, /Close it/],
    ['${}', /no variable/, /\$\$\{ is a literal/],
    ['${ name }', /no variable/, /Write \$\{name\}/],
    ['${TAG:-1}', /only environment variables have fallbacks/, /\$\{env:TAG:-1\}/],
    ['${env:}', /no variable/, /env:NAME/],
    ['${env:1A}', /no variable/, /env:NAME/],
    ['${a.b}', /no variable/, /\$\{name\}/],
  ])('%j is refused with the right form', (text, message, fix) => {
    expect(parse(text)).toMatchObject({
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    });
  });

  it('is bounded in how deep fallbacks nest', () => {
    const deep = `${'${env:A:-'.repeat(10_000)}x${'}'.repeat(10_000)}`;
    expect(parse(deep)).toMatchObject({ message: expect.stringContaining('nest deeper than 20') });
  });

  it('means the same when written again from its parts', () => {
    const pieces = fc.constantFrom(
      '$',
      '{',
      '}',
      '$${',
      '${a}',
      '${env:B}',
      '${env:C:-',
      '${1}',
      'x',
      ' ',
      ':-',
      'ü😀',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (words) => {
        const parts = parse(words.join(''));
        fc.pre(!(parts instanceof TemplateError));
        expect(parse(write(parts))).toEqual(parts);
      }),
      { seed, numRuns: 500 },
    );
  });
});

type Parts = ReturnType<typeof parseTemplate>;

function write(parts: Parts): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text.replaceAll('${', '$$$${');
      if (part.kind === 'variable') return `\${${part.name}}`;
      if (part.kind === 'call') return `\${${part.function}(${write([part.argument]).slice(2, -1)})}`;
      return `\${env:${part.name}${part.fallback ? `:-${write(part.fallback)}` : ''}}`;
    })
    .join('');
}

/** The parts of a text, or the error that refuses it; any other error fails the test. */
function parse(text: string): Parts | TemplateError {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}
