import { type GatesSpec, gateFindings } from '../../../lib/check/gates';
import { ProblemError } from '../../../lib/core/finding';

const config = '{"config": {"protocol_version": "v1.0.0", "scanner_name": "govulncheck"}}\n';
const osv = (id: string): string => `{"osv": {"id": "${id}", "summary": "Too long a header {"}}\n`;
const frame = (more: object): object => ({ module: 'example.com/x', version: 'v1.0.0', ...more });
const finding = (id: string, trace: readonly object[], fixed?: string): string =>
  `${JSON.stringify({ finding: { osv: id, fixed_version: fixed, trace } }, undefined, 2)}\n`;

const called = [
  frame({
    package: 'example.com/x/parse',
    function: 'Parse',
    receiver: '*Reader',
    position: { filename: 'parse.go', line: 3 },
  }),
  {
    module: 'example.com/shop',
    package: 'example.com/shop/cmd/orders',
    function: 'main',
    position: { filename: 'cmd/orders/main.go', line: 12 },
  },
];

function told(
  gates: GatesSpec,
  files: Readonly<Record<string, string>>,
  today = '2026-11-27',
): readonly string[] {
  const read = (path: string): string => {
    const text = files[path];
    if (text === undefined)
      throw new ProblemError([
        { rule: 'unreadable-file', severity: 'error', message: `${path} cannot be read.` },
      ]);
    return text;
  };
  return [...gateFindings(gates, { read, today })].map(
    ({ rule, severity = 'error', message, fix = '', field = [] }) =>
      `${severity} ${rule} ${field.join('.')} ${message} | ${fix}`,
  );
}

describe('A gate of vulnerabilities', () => {
  const gates: GatesSpec = { vulnerabilities: { report: 'vuln.json' } };

  test('stops a program that calls one, and tells from where and what to do', () => {
    // govulncheck tells of a module, then of its package, then of what is called.
    const text = `${config}${osv('GO-2026-1')}${finding('GO-2026-1', [frame({})], 'v1.0.1')}${finding('GO-2026-1', called, 'v1.0.1')}`;
    expect(told(gates, { 'vuln.json': text })).toEqual([
      'error go-vulnerability gates.vulnerabilities.report example.com/x v1.0.0 has GO-2026-1 (Too long a header {), and example.com/x/parse.Reader.Parse is called from cmd/orders/main.go:12. | go get example.com/x@v1.0.1',
    ]);
  });

  test('warns of one that nothing calls, or passes it over', () => {
    const text = `${config}${finding('GO-2026-2', [frame({ package: 'example.com/x/parse' })])}`;
    expect(told(gates, { 'vuln.json': text })[0]).toContain('warning go-vulnerability');
    expect(
      told({ vulnerabilities: { report: 'vuln.json', unreachable: 'ignore' } }, { 'vuln.json': text }),
    ).toEqual([]);
  });

  test('lets an exception pass until its day, and tells of one that is needed no more', () => {
    const text = `${config}${finding('GO-2026-1', called)}`;
    const allowed = (id: string): GatesSpec => ({
      vulnerabilities: {
        report: 'vuln.json',
        allow: { [id]: { reason: 'not public', until: '2026-12-01' } },
      },
    });
    expect(told(allowed('GO-2026-1'), { 'vuln.json': text }, '2026-12-01')).toEqual([]);
    expect(told(allowed('GO-2026-1'), { 'vuln.json': text }, '2026-12-02')[0]).toContain(
      'error go-vulnerability gates.vulnerabilities.allow.GO-2026-1.until example.com/x v1.0.0 has GO-2026-1, and',
    );
    expect(told(allowed('GO-2020-9'), { 'vuln.json': config })).toEqual([
      expect.stringContaining(
        'gates.vulnerabilities.allow.GO-2020-9 GO-2020-9 is not in vuln.json any more.',
      ),
    ]);
  });

  test.each([
    ['', 'is not what'],
    ['No vulnerabilities found.', 'is not what'],
    [`${config}{"finding": `, 'is not what'],
    ['{"progress": {}}', 'is not what'],
    [undefined, 'vuln.json cannot be read.'],
  ])('does not pass what was not looked at: %j', (text, message) => {
    const [only, ...more] = told(gates, text === undefined ? {} : { 'vuln.json': text });
    expect(more).toEqual([]);
    expect(only).toContain('error unreadable-report gates.vulnerabilities.report');
    expect(only).toContain(message);
    expect(only).toContain('Make it before the synth: govulncheck -format json ./... > vuln.json');
  });
});

describe('A gate of coverage', () => {
  const gates = (minimum: number): GatesSpec => ({ coverage: { profile: 'cover.out', minimum } });
  // The second block is in two packages' profiles: one of them ran it.
  const profile =
    'mode: set\nm/a.go:1.1,2.2 3 1\nm/a.go:3.1,4.2 5 0\nm/a.go:3.1,4.2 5 1\nm/b.go:1.1,2.2 2 0\n';

  test('counts statements as go does', () => {
    expect(told(gates(80), { 'cover.out': profile })).toEqual([]);
    expect(told(gates(80.1), { 'cover.out': profile })).toEqual([
      expect.stringContaining(
        'gates.coverage.minimum Tests run 80.0 % of the statements, and 80.1 % are asked for.',
      ),
    ]);
  });

  test('takes what go tool cover prints, too', () => {
    const text = 'm/a.go:1:\tmain\t\t0.0%\ntotal:\t\t\t(statements)\t71.4%\n';
    expect(told(gates(71.4), { 'cover.out': text })).toEqual([]);
    expect(told(gates(72), { 'cover.out': text })).toHaveLength(1);
  });

  test.each(['', 'mode: set\nnonsense\n', 'PASS\n'])('is not content with %j', (text) => {
    expect(told(gates(1), { 'cover.out': text })[0]).toContain('unreadable-report');
  });

  test('does not pass a program without statements', () => {
    expect(told(gates(1), { 'cover.out': 'mode: set\n' })[0]).toContain('Tests run 0.0 %');
  });
});

describe('A gate of modules', () => {
  const text = [
    { Path: 'example.com/shop', Main: true },
    { Path: 'example.com/a', Version: 'v1.0.0', Retracted: ['loses data'], Update: { Version: 'v1.0.1' } },
    { Path: 'example.com/b', Version: 'v1.0.0', Deprecated: 'use c' },
    { Path: 'example.com/c', Version: 'v1.0.0', Update: { Version: 'v1.1.0' } },
    { Path: 'example.com/d', Version: 'v1.0.0', Indirect: true, Retracted: ['x'] },
  ]
    .map((module) => JSON.stringify(module))
    .join('\n');

  test('stops what its authors took back, and warns of what they gave up', () => {
    expect(told({ modules: { report: 'modules.json' } }, { 'modules.json': text })).toEqual([
      'error go-stale-module gates.modules.report The authors of example.com/a v1.0.0 took it back: loses data. | go get example.com/a@v1.0.1',
      'warning go-stale-module gates.modules.report The authors of example.com/b v1.0.0 gave it up: use c. | ',
    ]);
  });

  test('does not pass what go could not look at', () => {
    const failed = JSON.stringify({
      Path: 'example.com/e',
      Version: 'v1.2.0',
      Error: { Err: 'no such host' },
    });
    const gates: GatesSpec = { modules: { report: 'modules.json' } };
    expect(told(gates, { 'modules.json': failed })).toEqual([
      'error unreadable-report gates.modules.report modules.json says of example.com/e v1.2.0 only that go could not look at it: no such host. | Mend it, and make the report anew: go list -m -u -retracted -json all > modules.json',
    ]);
    const allow = { 'example.com/e': { reason: 'our own, never published', until: '2099-01-01' } };
    expect(told({ modules: { report: 'modules.json', allow } }, { 'modules.json': failed })).toEqual([]);
  });

  test('tells of newer versions where that is asked for', () => {
    const gates: GatesSpec = {
      modules: {
        report: 'modules.json',
        updates: 'warn',
        allow: { 'example.com/a': { reason: 'read only', until: '2027-01-01' } },
      },
    };
    expect(told(gates, { 'modules.json': text }).at(-1)).toContain(
      'example.com/c v1.0.0 has a newer version, v1.1.0.',
    );
    expect(told(gates, { 'modules.json': text }).join('')).not.toContain('example.com/a');
  });
});
