import { toBeValidSarifLog } from '@microsoft/jest-sarif';
import { reportFormats } from '../../../lib/core/report';
import { finding, hostile, placeless, reportOf } from './support';

const { sarif } = reportFormats;

expect.extend({ toBeValidSarifLog });

test.each([
  ['without findings', []],
  ['of findings with and without a place', [finding, placeless]],
  ['with texts that would break other formats', [hostile]],
])('a log %s is what the schema of SARIF 2.1.0 wants', (_, findings) => {
  expect(JSON.parse(sarif(reportOf(...findings)))).toBeValidSarifLog();
});

test('a log without findings says so by an empty list', () => {
  expect(JSON.parse(sarif(reportOf())).runs[0].results).toEqual([]);
});

test('a result names rule, level, line, object and field', () => {
  const [run] = JSON.parse(sarif(reportOf(finding))).runs;
  expect(run.tool.driver).toMatchObject({ name: 'cdk8s-traefik', semanticVersion: '1.2.3' });
  const [result] = run.results;
  expect(run.tool.driver.rules[result.ruleIndex]).toMatchObject({ id: 'TR050', name: 'unknown-middleware' });
  expect(result).toMatchObject({
    ruleId: 'TR050',
    level: 'error',
    message: { text: 'There is no Middleware "gone".\n→ Traefik disables the router.\nfix: Make it.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'apps/web.yaml' },
          region: { startLine: 16, startColumn: 21 },
        },
        logicalLocations: [
          { fullyQualifiedName: 'IngressRoute.traefik.io shop/web spec.routes[0].middlewares[0]' },
        ],
      },
    ],
  });
});

test('paths become URIs, and standard input is no file', () => {
  const uri = (file: string): unknown =>
    JSON.parse(sarif(reportOf({ ...finding, location: { file, line: 1, column: 1 } }))).runs[0].results[0]
      .locations[0].physicalLocation?.artifactLocation.uri;
  expect(uri('a b/ü.yaml')).toBe('a%20b/%C3%BC.yaml');
  expect(uri('/srv/web.yaml')).toBe('file:///srv/web.yaml');
  expect(uri('main:dist/web.yaml')).toBe('main%3Adist/web.yaml');
  expect(uri('<standard input>')).toBeUndefined();
});
