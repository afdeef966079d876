import { readModFile, readWorkFile } from '../../../lib/project/go';

const faultsOf = (text: string): readonly string[] =>
  readModFile(text).faults.map(({ spot, reason }) => `${spot.line}:${spot.column} ${reason}`);

describe('A go.mod file', () => {
  test('is read with all of its directives, in lines and in blocks', () => {
    const { file, faults } = readModFile(`// Orders.
module "example.com/orders/v2" // trailing

go 1.25.1
toolchain go1.26.0

require example.com/a v1.2.3
require (
	// why
	example.com/b v0.1.0 // indirect
	gopkg.in/yaml.v3 v3.0.1
)
replace example.com/a v1.2.3 => ../a
replace example.com/b => example.com/c v1.0.0
exclude example.com/a v1.2.4
retract [v2.0.0, v2.0.9]
godebug http2client=0
tool example.com/a/cmd/gen
ignore ./web
`);
    expect(faults).toEqual([]);
    expect(file).toMatchObject({
      module: { value: 'example.com/orders/v2', spot: { line: 2, column: 1 } },
      go: { value: '1.25.1' },
      toolchain: { value: 'go1.26.0' },
      require: [
        { path: 'example.com/a', version: 'v1.2.3', indirect: false },
        { path: 'example.com/b', version: 'v0.1.0', indirect: true, spot: { line: 10, column: 2 } },
        { path: 'gopkg.in/yaml.v3', version: 'v3.0.1', indirect: false },
      ],
      replace: [
        { old: { path: 'example.com/a', version: 'v1.2.3' }, by: { path: '../a', version: '' } },
        { old: { path: 'example.com/b', version: '' }, by: { path: 'example.com/c', version: 'v1.0.0' } },
      ],
      exclude: [{ path: 'example.com/a', version: 'v1.2.4' }],
      retract: [{ low: 'v2.0.0', high: 'v2.0.9' }],
      godebug: [{ key: 'http2client', value: '0' }],
      tool: [{ value: 'example.com/a/cmd/gen' }],
      ignore: [{ value: './web' }],
    });
  });

  test('has every wrong line told with its place', () => {
    expect(
      faultsOf(
        'module m\nmodule n\ngo latest\nrequire a v2.0.0\nrequire (\n\tb main\n)\nreplace a => b\nfrobnicate x\n',
      ),
    ).toEqual([
      '2:1 repeated module statement',
      "3:1 invalid go version 'latest': must match format 1.23.0",
      '4:1 require a: version "v2.0.0" invalid: should be v0 or v1, not v2',
      '6:2 require b: version "main" invalid: must be of the form v1.2.3',
      '8:1 replacement module without version must be directory path (rooted or starting with . or ..)',
      '9:1 unknown directive: frobnicate',
    ]);
  });

  test.each([
    [
      'module m\nrequire (\n\ta v1.0.0\n',
      '4:1 syntax error (unterminated block started at line 2, column 1)',
    ],
    ['module "m\n', '1:10 unexpected newline in string'],
    ['module m /* no */\n', '1:10 mod files must use // comments (not /* */ comments)'],
  ])('that breaks off is told where: %j', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  test('of a dependency may say what this program does not know', () => {
    const { file, faults } = readModFile('module m\ngo 1.99.x-new\nfrobnicate x\nreplace a => nonsense\n', {
      lax: true,
    });
    expect(faults).toEqual([]);
    expect(file.go?.value).toBe('1.99');
    expect(file.replace).toEqual([]);
  });
});

describe('A go.work file', () => {
  test('names the folders of its modules', () => {
    const { file, faults } = readWorkFile('go 1.26\nuse ./a\nuse (\n\t"./with blank"\n\t.\n)\n');
    expect(faults).toEqual([]);
    expect(file.use.map(({ value }) => value)).toEqual(['./a', './with blank', '.']);
  });

  test('has no requirements', () => {
    expect(readWorkFile('require a v1.0.0\n').faults).toMatchObject([
      { reason: 'unknown directive: require' },
    ]);
  });
});
