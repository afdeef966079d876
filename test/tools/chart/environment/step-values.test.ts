import { join } from 'node:path';
import { DeliveryApp, EnvironmentStack } from '../../../../lib/project/stack';
import { Environments } from '../../../../lib/project/environment';
import { releasesDeclared } from '../../../../lib/project/source';
import { chartOf, stepValues, writeChart } from '../../../../lib/tools/chart';
import { environmentText, webRoute } from '../../../check/release/support';
import { byIdentity, temporaryFolder, template, withHelm } from '../support';

const folder = temporaryFolder();

const tcpBeside = `
  tcp:
    db: { entryPoints: [tcp], match: HostSNI(\`*\`), services: [{ name: web, port: db }] }
`;

withHelm('values of steps', () => {
  test.each([
    [
      'a canary of HTTP and TCP',
      '{ version: v2, steps: [5, 50], header: { name: X-Canary } }',
      `${webRoute}${tcpBeside.replace('\n', '')}`,
    ],
    ['a mirror with a cookie', '{ version: v2, strategy: mirror, sticky: { name: lane } }', webRoute],
  ])(
    'with the values of a step Helm makes of the chart what the step of %s is',
    (name, release, routes) => {
      const environments = Environments.from(
        [{ file: 'prod.yaml', text: environmentText(release, routes, ', autoscaling: { maxReplicas: 6 }') }],
        { variables: {} },
      );
      const app = new DeliveryApp();
      for (const environment of environments) new EnvironmentStack(app, environment);
      const releases = releasesDeclared({ apps: [app.output()], environments: new Map() }).map(
        ({ release: { environment, declaration }, steps }) => ({ environment, declaration, steps }),
      );
      const chart = join(folder, name.replaceAll(' ', '-'));
      const files = chartOf(environments, { name: 'shop' });
      const values = stepValues(releases);
      for (const [file, text] of values) files.set(file, text);
      writeChart(chart, files);
      expect([...values.keys()][1]).toBe('values/releases/web/10-deploy.prod.yaml');
      const [{ steps } = { steps: [] }] = releases;
      for (const step of steps) {
        const own = ['values.prod.yaml', `values/releases/web/${step.id}.prod.yaml`];
        const flags = own.flatMap((file) => ['-f', join(chart, file)]);
        const made = byIdentity(template(chart, 'shop', ...flags));
        expect({ step: step.id, made }).toEqual({ step: step.id, made: byIdentity(step.objects) });
      }
    },
    120_000,
  );
});
