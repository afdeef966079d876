import { Site, inside, password } from './environments/site';
import { basic } from './support/objects';

let site: Site;

beforeAll(async () => {
  site = await Site.open('prod');
}, 120_000);

afterAll(() => site.close());

const headers = { authorization: basic('root', password) };

function ask(target: string): Promise<number> {
  return site.stage
    .request(`GET https://${site.host('git')}${target}`, { from: inside, headers })
    .then(({ status }) => status);
}

test('with the Secret of the login deleted, nobody reaches the administration of Gitea', async () => {
  expect(await ask('/-/admin')).toBe(200);
  await site.stage.delete([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'gitea-admins', namespace: site.environment.namespace },
    },
  ]);
  expect(await ask('/-/admin')).toBe(404);
  expect(await ask('/-/admin/users')).toBe(404);
  expect(await ask('/org/repository')).toBe(200);
});
