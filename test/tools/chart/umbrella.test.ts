import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Environments } from '../../../lib';
import { chartOf } from '../../../lib/tools/chart';
import { template, temporaryFolder, withHelm } from './support';

withHelm('two charts in one release', () => {
  const folder = temporaryFolder();
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write('Chart.yaml', 'apiVersion: v2\nname: both\nversion: 0.1.0\n');
  for (const name of ['one', 'two']) {
    const text = `namespace: ${name}\nservices: { web: { image: "acme/${name}:1", ports: { http: 8080 } } }\n`;
    const environments = Environments.from([{ file: 'prod.yaml', text }], { variables: {} });
    for (const [file, content] of chartOf(environments, { name })) write(`charts/${name}/${file}`, content);
  }

  test('have each their own objects, although both have a service of the same name', () => {
    const images = template(folder, 'shop')
      .filter(({ kind }) => kind === 'Deployment')
      .flatMap((object) => JSON.stringify(object).match(/"image":"[^"]*"/g) ?? []);
    expect(images.toSorted()).toEqual(['"image":"acme/one:1"', '"image":"acme/two:1"']);
  });
});
