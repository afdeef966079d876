import { formatProblem, ruleOf } from '../../../lib/core/finding';
import { reportFormats, reported, rulesOf } from '../../../lib/core/report';
import { finding, hostile, placeless, reportOf } from './support';

const { junit, github, gitlab, markdown } = reportFormats;
const object = { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', namespace: 'shop' };
const info = { ...finding, severity: 'info' } as const;

describe('one answer in every format', () => {
  const message = 'There is no such thing.';
  const own = { consequence: 'It is passed over.', fix: 'Make it.' };

  test.each([
    ['what the finding says itself', { message, ...own }, own],
    ['what its rule says, where it says nothing', { message }, ruleOf('unknown-middleware')],
  ] as const)('%s is what becomes of it and what to write', (_, said, { consequence, fix }) => {
    const problem = { rule: 'unknown-middleware', severity: 'error', ...said } as const;
    const told = reported(problem);
    expect(told).toMatchObject({ consequence, fix });
    const plain = (text: string): string =>
      text
        .replaceAll(/&#(\d+);/g, (_all, point: string) => String.fromCodePoint(Number(point)))
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
        .replaceAll('\\', '');
    const report = { ...reportOf(told), rules: rulesOf([problem]) };
    const texts = [formatProblem(problem), ...Object.values(reportFormats).map((format) => format(report))];
    for (const text of texts) {
      expect(plain(text)).toContain(`→ ${consequence}`);
      expect(plain(text)).toContain(`fix: ${fix}`);
    }
  });
});

describe('JUnit', () => {
  test('an error is a failed test of its file, anything else a passed one that says something', () => {
    const report = junit(reportOf(finding, info));
    expect(report).toContain('<testsuites tests="2" failures="1">');
    expect(report).toContain(
      '<testcase classname="apps/web.yaml" name="TR050 unknown-middleware IngressRoute.traefik.io shop/web spec.routes[0].middlewares[0]" file="apps/web.yaml" line="16"><failure type="TR050" message="There is no Middleware &quot;gone&quot;.">',
    );
    expect(report).toContain('<system-out>info: apps/web.yaml:16:21\n');
  });

  test('without findings one test has passed: build servers take none for a mistake', () => {
    expect(junit(reportOf())).toContain('<testsuites tests="1" failures="0">');
    expect(junit(reportOf())).toContain('<testcase classname="cdk8s-traefik" name="lint"/>');
  });

  test('texts of files stay texts', () => {
    const tags = junit(reportOf(hostile)).match(/<[^>]*>/g) ?? [];
    expect(tags.map((tag) => /^<[?/]?([\w-]+)/.exec(tag)?.[1]).join(' ')).toBe(
      'xml testsuites testsuite testcase failure failure testcase testsuite testsuites',
    );
    // oxlint-disable-next-line no-control-regex -- no XML may hold them
    expect(junit(reportOf(hostile))).not.toMatch(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/);
  });
});

describe('GitHub', () => {
  test('a finding annotates its line', () => {
    expect(github(reportOf(finding))).toBe(
      '::error file=apps/web.yaml,line=16,col=21,title=TR050 unknown-middleware::IngressRoute.traefik.io shop/web spec.routes[0].middlewares[0]%0AThere is no Middleware "gone".%0A→ Traefik disables the router.%0Afix: Make it.\n',
    );
    expect(github(reportOf({ ...placeless, severity: 'info' }))).toMatch(/^::notice title=/);
  });

  test('no text of a file begins a command of its own', () => {
    const [line = '', ...more] = github(reportOf(hostile)).split('\n');
    expect(more).toEqual(['']);
    expect(line).toContain('file=a b/ü%2C%3A%25<&">.yaml,line=1');
    expect(line).toContain('One%0Atwo%0D::error::');
  });

  test('what a terminal would obey is written out, also in names', () => {
    const name = 'w\u001B[31m\u202E';
    const report = github(reportOf({ ...hostile, object: { ...object, name }, path: '' }));
    expect(report.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(report).toContain(String.raw`shop/w\u001b[31m\u202e%0A`);
  });
});

describe('GitLab', () => {
  test('a finding is an entry of Code Quality', () => {
    expect(JSON.parse(gitlab(reportOf(finding)))).toEqual([
      {
        description: expect.stringContaining('There is no Middleware "gone".'),
        check_name: 'unknown-middleware',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        severity: 'critical',
        location: { path: 'apps/web.yaml', lines: { begin: 16 } },
      },
    ]);
    expect(JSON.parse(gitlab(reportOf()))).toEqual([]);
  });

  test('what is in no file has the path of its object', () => {
    const [entry] = JSON.parse(gitlab(reportOf({ ...finding, location: null })));
    expect(entry.location).toEqual({ path: 'IngressRoute/shop/web', lines: { begin: 1 } });
  });
});

describe('Markdown', () => {
  test('a table has a row for each finding, below their number', () => {
    const [first, , heads, rule, row] = markdown(reportOf(finding, info)).split('\n');
    expect(first).toBe('**cdk8s-traefik lint**: 1 × error, 1 × info');
    expect([heads, rule]).toEqual(['| | Rule | Where | What |', '|---|---|---|---|']);
    expect(row).toBe(
      String.raw`| error | TR050 unknown-middleware | <code>apps/web.yaml:16:21</code><br>IngressRoute.traefik.io shop/web<br><code>spec.routes\[0\].middlewares\[0\]</code> | There is no Middleware "gone".<br>→ Traefik disables the router.<br>fix: Make it. |`,
    );
  });

  test('nothing is said where nothing was found', () => {
    expect(markdown(reportOf())).toBe('');
  });

  test('texts of files neither end a cell nor call anybody', () => {
    const [, , , , row = '', ...more] = markdown(reportOf(hostile)).split('\n');
    expect(more).toEqual(['']);
    expect(row.split('|')).toHaveLength(6);
    expect(row).not.toMatch(/@|<b |[^\\]`/);
  });

  test('a comment is never longer than a code host takes, and the rest is counted', () => {
    const text = markdown(reportOf(...Array.from({ length: 2_000 }, () => finding)));
    expect(text.length).toBeLessThanOrEqual(60_000);
    const rows = text.split('\n').filter((line) => line.startsWith('| error')).length;
    expect(text).toContain(`${2_000 - rows} more findings.`);
  });
});
