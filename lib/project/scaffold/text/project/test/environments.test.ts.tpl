import { Environments } from 'cdk8s-traefik';
import { yamlSerializer } from 'cdk8s-traefik/testing';
import { build } from '../app';

expect.addSnapshotSerializer(yamlSerializer);

const environments = Environments.names('environments');
const manifests = build().manifests();

test.each(environments)('%s has objects', (environment) => {
  expect([...manifests.keys()].filter((file) => file.startsWith(`${environment}/`))).not.toEqual([]);
});

// A change that was meant: npm test -- -u
test.each([...manifests])('%s is as reviewers last saw it', (_, objects) => {
  expect(objects).toMatchSnapshot();
});
