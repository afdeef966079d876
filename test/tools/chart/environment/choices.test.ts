import { type Environment, Environments } from '../../../../lib';
import { chartOf, writeChart } from '../../../../lib/tools/chart';
import { synthesized } from '../program';
import { byIdentity, failureOf, template, temporaryFolder, withHelm } from '../support';

const base = `namespace: shop
chart:
  choices:
    services.shop.placement.zones: [soft, hard, 'off']
    services.shop.rollout.type: [RollingUpdate, Recreate]
    services.shop.env.LEVEL: [1, 2, 3]
services:
  shop:
    image: ghcr.io/acme/shop:1.4.2
    ports: { http: 8080 }
    replicas: 3
    env: { LEVEL: 1 }
    placement: { zones: soft }
    rollout: { type: RollingUpdate }
  other: { image: "ghcr.io/acme/other:1", ports: { http: 8080 }, placement: { zones: hard } }
`;

function environmentsOf(
  text: string,
  prod = 'services: { shop: { replicas: 5 } }\n',
): readonly Environment[] {
  return Environments.from(
    [
      { file: 'base.yaml', text },
      { file: 'dev.yaml', text: '{}\n' },
      { file: 'prod.yaml', text: prod },
    ],
    { variables: {} },
  );
}

function named(environments: readonly Environment[], name: string): Environment {
  const found = environments.find((environment) => environment.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

withHelm('values that an environment calls one of some', () => {
  const folder = temporaryFolder();
  const environments = environmentsOf(base);
  const files = chartOf(environments, { name: 'shop' });
  writeChart(folder, files);

  test.each([
    ['services.shop.placement.zones', 'zones: soft }', 'zones: $ }', ['hard', 'off']],
    ['services.shop.rollout.type', 'type: RollingUpdate', 'type: $', ['Recreate']],
    ['services.shop.env.LEVEL', 'LEVEL: 1', 'LEVEL: $', ['3']],
  ])('%s: each is what the program makes of it', (path, from, to, choices) => {
    for (const choice of choices) {
      const changed = environmentsOf(base.replace(from, to.replace('$', `'${choice}'`)));
      for (const name of ['dev', 'prod']) {
        const rendered = template(
          folder,
          'shop',
          '-f',
          `${folder}/values.${name}.yaml`,
          '--set-string',
          `${path}=${choice}`,
        );
        expect(byIdentity(rendered)).toEqual(byIdentity(synthesized(named(changed, name))));
      }
    }
  });

  test('several at once are what the program makes of them', () => {
    const changed = environmentsOf(
      base
        .replace('zones: soft }', 'zones: hard }')
        .replace('type: RollingUpdate', 'type: Recreate')
        .replace('LEVEL: 1', 'LEVEL: 3'),
    );
    const values = [
      'services.shop.placement.zones=hard',
      'services.shop.rollout.type=Recreate',
      'services.shop.env.LEVEL=3',
    ];
    const rendered = template(
      folder,
      'shop',
      '-f',
      `${folder}/values.prod.yaml`,
      ...values.flatMap((value) => ['--set-string', value]),
    );
    expect(byIdentity(rendered)).toEqual(byIdentity(synthesized(named(changed, 'prod'))));
  });

  test('nothing else is admitted, and the same value of another service stays fixed', () => {
    const values = ['-f', `${folder}/values.dev.yaml`, '--namespace', 'shop'];
    expect(
      failureOf('template', 'r', folder, ...values, '--set', 'services.shop.placement.zones=maybe'),
    ).toMatch(/\/services\/shop\/placement\/zones.*'soft', 'hard', 'off'/s);
    expect(
      failureOf('template', 'r', folder, ...values, '--set', 'services.other.placement.zones=soft'),
    ).toContain('/services/other');
  });

  test('the README lists them', () => {
    expect(files.get('README.md')).toMatch(
      /services\.shop\.placement\.zones.*One of "soft" or "hard" or "off"/,
    );
  });
});

test('what no service has, and what is none of the choices, is told with the line of the choice', () => {
  const wrong = base.replace('services.shop.rollout.type:', 'services.shop.rolout.type:');
  expect(() => chartOf(environmentsOf(wrong), { name: 'shop' })).toThrow(
    /input-without-choice {2}base\.yaml:5:5 chart\.choices\["services\.shop\.rolout\.type"\]\n {2}No service has a value services\.shop\.rolout\.type/,
  );
  const other = 'services: { shop: { placement: { zones: off } } }\n'.replace('off', "'off'");
  expect(() => chartOf(environmentsOf(base.replace(", 'off']", ']'), other), { name: 'shop' })).toThrow(
    /prod has "off", which is none of the choices that are named for services\.shop\.placement\.zones/,
  );
});
