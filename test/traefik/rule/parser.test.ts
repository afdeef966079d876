import * as fc from 'fast-check';
import { type RuleNode, RuleError, formatRule, matchersOf, parseRule } from '../../../lib/traefik/rule';

function tree(text: string): RuleNode {
  return parseRule(text).tree;
}

function failure(text: string, options = {}): RuleError {
  try {
    parseRule(text, options);
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
  throw new Error(`${text} was taken`);
}

describe('a rule', () => {
  test('is a tree of plain data with places in the text', () => {
    expect(tree('Host(`a`) && !Path(`/b`)')).toEqual({
      kind: 'and',
      start: 0,
      end: 24,
      operands: [
        { kind: 'matcher', name: 'Host', args: ['a'], start: 0, end: 9 },
        {
          kind: 'not',
          start: 13,
          end: 24,
          operand: { kind: 'matcher', name: 'Path', args: ['/b'], start: 14, end: 24 },
        },
      ],
    });
    expect(JSON.parse(JSON.stringify(tree('Host(`a`)')))).toEqual(tree('Host(`a`)'));
  });

  test('counts places in the text, not in its bytes', () => {
    const [, second] = matchersOf(tree('Path(`/é😀`) || Host(`b`)'));
    expect(second?.matcher.start).toBe('Path(`/é😀`) || '.length);
  });

  test.each([
    [
      'binds && tighter than ||',
      'Host(`a`) || Host(`b`) && Path(`/`)',
      'Host(`a`) || Host(`b`) && Path(`/`)',
    ],
    [
      'keeps parentheses that matter',
      '(Host(`a`) || Host(`b`)) && Path(`/`)',
      '(Host(`a`) || Host(`b`)) && Path(`/`)',
    ],
    [
      'drops parentheses that do not',
      '((Host(`a`) && (Host(`b`) && (Path(`/`)))))',
      'Host(`a`) && Host(`b`) && Path(`/`)',
    ],
    ['drops a double !', '!!(!Host(`a`))', '!Host(`a`)'],
    ['binds ! tightest', '!Host(`a`) && Path(`/`)', '!Host(`a`) && Path(`/`)'],
    ['takes a comma and dots after the last argument', 'Host(`a`...,)', 'Host(`a`)'],
    ['takes comments', '/* a */ Host(`a`) // b', 'Host(`a`)'],
    ['takes a BOM at its start', '\ufeffHost(`a`)', 'Host(`a`)'],
    ['reads escapes', 'Path("/\\x61\\u00e9\\101\\t")', 'Path(`/aéA\t`)'],
    ['leaves out carriage returns in backticks', 'Path(`/a\r\nb`)', 'Path(`/a\nb`)'],
    [
      'takes four spellings of a name',
      'PathPrefix(`/`) || pathprefix(`/`) || PATHPREFIX(`/`) || Pathprefix(`/`)',
      'PathPrefix(`/`) || PathPrefix(`/`) || PathPrefix(`/`) || PathPrefix(`/`)',
    ],
  ])('%s', (_, text, meaning) => {
    expect(formatRule(tree(text))).toBe(meaning);
  });

  test.each([
    'Host(`a`) &&\nPath(`/`)',
    '(\nHost(`a`) ||\n!\nPath(`/`))\n',
    'Host(\n`a`,\n)\n\n',
    'Host(`a`) /* \n */',
  ])('may break its line where Go may: %j', (text) => {
    expect(() => tree(text)).not.toThrow();
  });

  test.each([
    ['Host(`a`)\n&& Path(`/`)', "expected 'EOF', found '&&'", 10],
    ['(Host(`a`)\n)', "expected ')', found newline", 10],
    ['Host(\n`a`\n)', "missing ',' before newline in argument list", 9],
    ['Host\n(`a`)', 'Host is not defined', 0],
    ['Host(`a`) /*\n*/ && Path(`/`)', "expected 'EOF', found '&&'", 16],
  ])('may not break its line elsewhere: %j', (text, message, offset) => {
    expect(failure(text)).toMatchObject({ message, offset });
  });

  test.each([
    ['', "expected operand, found 'EOF'", 0],
    ['Host(`a`) Path(`/`)', "expected 'EOF', found Path", 10],
    ['Host(`a`) and Path(`/`)', "expected 'EOF', found and", 10],
    ['Host(`a`) & Path(`/`)', '& is not supported', 10],
    ['Host(`a`) == Path(`/`)', '== is not supported', 10],
    ['Host(`a`) = Path(`/`)', "expected '==', found '='", 10],
    ['Host(`a`', "missing ',' before newline in argument list", 8],
    ['Host(`a`))', "expected 'EOF', found ')'", 9],
    ['(Host(`a`)', "expected ')', found newline", 10],
    ['Host(a)', 'a is not defined', 5],
    ["Host('a')", "unsupported function argument type: 'CHAR'", 5],
    ["Host('ab')", 'illegal rune literal', 5],
    ['Host(1)', '1 is not a string', 5],
    ['Host("a"+"b")', '*ast.BinaryExpr is not supported', 8],
    ['Host((`a`))', "expected operand, found '('", 5],
    ['Host(`a` `b`)', "missing ',' in argument list", 9],
    ['Host(`a)', 'raw string literal not terminated', 5],
    ['Host("a)', 'string literal not terminated', 5],
    ['Path("/a\\.b")', 'unknown escape sequence', 9],
    ['Path("\\xzz")', "illegal character 'z' in escape sequence", 8],
    ['Path("\\ud800")', 'escape sequence is invalid Unicode code point', 7],
    ['Path("\\400")', 'escape sequence is invalid Unicode code point', 7],
    ['Host(“a”)', "curly quotation mark '“' (use neutral '\"')", 5],
    ['Host(`a`)\u00a0&& Path(`/`)', 'illegal character U+00A0', 9],
    ['Host(`a\u0000`)', 'illegal character NUL', 7],
    ['Host(`a\ufeff`)', 'illegal byte order mark', 7],
    ['Host(`a\udc80`)', 'illegal UTF-8 encoding', 7],
    ['Host(`a`) // \udcff', 'illegal UTF-8 encoding', 13],
    ['Host(`a`) /* x', 'comment not terminated', 10],
    ['pathPrefix(`/`)', 'unsupported function: pathPrefix', 0],
    ['__proto__(`a`)', 'unsupported function: __proto__', 0],
    ['constructor(`a`)', 'unsupported function: constructor', 0],
    ['Host(`a`); Path(`/`)', "expected 'EOF', found ';'", 9],
    ['func(`a`)', "expected operand, found 'func'", 0],
    ['`a`', '`a` is no matcher', 0],
    ['Host', 'Host is not defined', 0],
  ])('%j is refused as Traefik refuses it', (text, message, offset) => {
    expect(failure(text)).toMatchObject({ name: 'RuleError', message, offset });
  });

  test.each([
    ['Host(`acme.io` && PathPrefix(`/api/`)', /^a \( is not closed/],
    ['Host(`acme.io`', /^a \( is not closed/],
    ['Path(`/a)` && Host(`acme.io`)', /^a \( is not closed/],
    ['Host(`acme.io) && PathPrefix(`/x`)', /^a backtick seems to be missing/],
  ])('%j is told with the mark that it lacks', (text, fix) => {
    expect(failure(text).fix).toMatch(fix);
  });

  test.each(['', ' ', '\n', ' \r\n\t'])(
    'that ends within parentheses is told so, whatever blanks follow: %j',
    (blanks) => {
      expect(failure(`Host(\`a\`) && (Path(\`/b\`)${blanks}`).fix).toMatch(/^a \( is not closed/);
      expect(failure(`Host(\`ä\`) && (Path(\`/ü€\`)${blanks}`).fix).toMatch(/^a \( is not closed/);
      expect(failure(`(Host(\`a\`),${blanks}`).fix).toBe('join matchers with && or ||');
    },
  );

  test('is refused at the same place and with the same words, whatever letters it is of', () => {
    const pieces = [
      'Host(',
      'PathPrefix(',
      'PathRegexp(',
      'Hosts(',
      'Method(',
      '`a.xx`',
      '`/xx`',
      '"xx"',
      'xx',
      '`xx(`',
      '`^xx[`',
      ')',
      '(',
      ' && ',
      ' || ',
      '!',
      '&',
      ',',
      ' ',
      '`',
      '"',
      '\n',
      '==',
      '1 ',
      '// xx\n',
      '/* xx',
      '.',
      '{',
    ];
    const outcome = (text: string, syntax: 'v2' | 'v3'): readonly unknown[] => {
      try {
        return [parseRule(text, { syntax }).tree];
      } catch (error) {
        if (!(error instanceof RuleError)) throw error;
        return [error.offset, error.message, error.fix];
      }
    };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 9 }),
        fc.constantFrom('', 'Host(`xx`) && ('),
        fc.constantFrom('v2' as const, 'v3' as const),
        (chosen, start, syntax) => {
          const text = start + chosen.join('');
          const beyond = outcome(text.replaceAll('xx', 'äö'), syntax);
          expect(JSON.parse(JSON.stringify(beyond).replaceAll('äö', 'xx'))).toEqual(
            JSON.parse(JSON.stringify(outcome(text, syntax))),
          );
        },
      ),
      { numRuns: 3_000, seed: 20_261_128 },
    );
  });

  test('that joins two texts in an argument and lacks no mark is told to write one', () => {
    expect(failure('Host("a"+"b")').fix).toBe('write one string');
    expect(failure('Path("/("+"b")').fix).toBe('write one string');
  });

  test('with a wrong name says which was meant, unless its syntax is wrong too', () => {
    expect(failure('pathPrefix(`/`)').fix).toBe('write PathPrefix');
    expect(failure('Host(`a`) || Host(`b`))').fix).toMatch(/^there is a \) too much/);
    expect(failure('Host(`a`) && (Path(`/b`)').fix).toMatch(/^a \( is not closed/);
    expect(failure('pathPrefix(`/`) Host(`a`)').message).toBe("expected 'EOF', found Host");
  });

  test.each([
    ['Host(`a`) /*line x:0*/', 'invalid line number: 0'],
    ['//line x:y\nHost(`a`)', 'invalid line number: y'],
    ['/*line x:1:0*/Host(`a`)', 'invalid column number: 0'],
    ['/*line x:0:1*/Host(`a`)', 'invalid line number: 0:1'],
  ])("must not hold Go's line directives with bad numbers: %j", (text, message) => {
    expect(failure(text).message).toBe(message);
  });

  test.each([
    'Host(`a`) //line x:0',
    '/*line x:7*/Host(`a`)',
    '/*line x*/Host(`a`)',
    '//line a:3:4\nHost(`a`)',
  ])('may hold what only looks like a bad one: %j', (text) => {
    expect(() => tree(text)).not.toThrow();
  });

  test('may be nested as deeply as Go allows, and no deeper', () => {
    expect(formatRule(tree(`${'('.repeat(50_000)}Host(\`a\`)${')'.repeat(50_000)}`))).toBe('Host(`a`)');
    expect(formatRule(tree(`${'!'.repeat(99_996)}Host(\`a\`)`))).toBe('Host(`a`)');
    expect(failure(`${'!'.repeat(99_997)}Host(\`a\`)`).message).toBe('exceeded max nesting depth');
    expect(failure('('.repeat(100_000)).message).toBe('exceeded max nesting depth');
  });

  test('of 100 kB is read, walked, printed and matched', () => {
    const deep = `${'Host(`a`) && (Path(`/b`) || !('.repeat(5000)}Host(\`a\`)${'))'.repeat(5000)}`;
    const wide = Array.from({ length: 9000 }, (_, i) => `Host(\`${i}\`)`).join(' || ');
    for (const text of [deep, wide]) {
      const rule = parseRule(text);
      expect(formatRule(parseRule(formatRule(rule.tree)).tree)).toBe(formatRule(rule.tree));
      expect(typeof rule.matches({ url: 'http://a/' })).toBe('boolean');
    }
    expect(parseRule(wide).matches({ url: 'http://8999/' })).toBe(true);
  });
});
