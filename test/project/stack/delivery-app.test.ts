import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { ConfigMap, Namespace } from 'cdk8s-plus-28';
import { addCheck, markDeploymentScope } from '../../../lib/constructs/construct';
import { parseYaml } from '../../../lib/core/yaml';
import { DeliveryApp } from '../../../lib/project/stack';
import { configMap, filesIn, problemsOf, rulesOf, temporaryFolders } from './support';

const temporary = temporaryFolders();

test('each chart becomes a file, each deployment scope a folder, and an empty chart nothing', () => {
  const app = new DeliveryApp();
  configMap(new Chart(app, 'shared'), 'a');
  const prod = new Chart(app, 'prod');
  markDeploymentScope(prod);
  configMap(prod, 'b');
  configMap(new Chart(prod, 'web'), 'c');
  configMap(new Chart(new Chart(prod, 'group'), 'inner'), 'd');
  expect([...app.manifests().keys()]).toEqual([
    'shared.k8s.yaml',
    'prod/prod.k8s.yaml',
    'prod/web.k8s.yaml',
    'prod/group-inner.k8s.yaml',
  ]);
});

test('what is written is what manifests() tells, and reading it gives the same objects', () => {
  const outdir = temporary();
  const app = new DeliveryApp({ outdir });
  const chart = new Chart(app, 'web', { namespace: 'shop', labels: { team: 'a' } });
  configMap(chart, 'b');
  configMap(chart, 'a');
  const files = app.synth();
  expect(files).toEqual([join(outdir, 'web.k8s.yaml')]);
  const { documents } = parseYaml(readFileSync(join(outdir, 'web.k8s.yaml'), 'utf8'), 'web', {
    dialect: 'kubernetes',
  });
  expect(documents.map(({ value }) => value)).toEqual(app.manifests().get('web.k8s.yaml'));
});

test('the same program gives the same bytes, whatever the locale and the order of keys', () => {
  const texts = ['C', 'tr_TR.UTF-8'].map((locale) => {
    const before = process.env['LC_ALL'];
    process.env['LC_ALL'] = locale;
    const outdir = temporary();
    const app = new DeliveryApp({ outdir });
    const chart = new Chart(app, 'web');
    const data = locale === 'C' ? { I: '1', i: '2', ı: '3' } : { ı: '3', i: '2', I: '1' };
    new ApiObject(chart, 'a', { apiVersion: 'example.com/v1', kind: 'Letters', data });
    app.synth();
    if (before === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = before;
    return filesIn(outdir);
  });
  expect(texts[0]).toEqual(texts[1]);
});

describe('constructs from elsewhere', () => {
  test('cdk8s-plus-28, Include, Lazy, patches and resolvers work', () => {
    const folder = temporary();
    const app = new DeliveryApp({
      outdir: folder,
      resolvers: [
        { resolve: (context) => void (context.value === 'secret' && context.replaceValue('resolved')) },
      ],
    });
    const included = new DeliveryApp({ outdir: folder });
    configMap(new Chart(included, 'source'), 'included');
    included.synth();
    const chart = new Chart(app, 'web');
    new ConfigMap(chart, 'plus', { data: { a: '1' } });
    new Include(chart, 'include', { url: join(folder, 'source.k8s.yaml') });
    const spec = { lazy: Lazy.any({ produce: () => 2 }), port: 'http', secret: 'secret' };
    const raw = new ApiObject(chart, 'raw', {
      apiVersion: 'example.com/v1',
      kind: 'Raw',
      metadata: { name: 'raw' },
      spec,
    });
    raw.addJsonPatch(JsonPatch.replace('/spec/port', 80));
    const objects = [...app.manifests().values()].flat();
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ConfigMap web-plus-c8a00b72',
      'ConfigMap included',
      'Raw raw',
    ]);
    expect(objects[2]?.['spec']).toEqual({ lazy: 2, port: 80, secret: 'resolved' });
  });

  test('Testing.synth of a chart gives what cdk8s gives', () => {
    const [stock, ours] = [new App(), new DeliveryApp()].map((app) => {
      const chart = new Chart(app, 'web');
      configMap(chart, 'a');
      return Testing.synth(chart);
    });
    expect(ours).toEqual(stock);
  });

  test('synthYaml gives all objects as one text', () => {
    const app = new DeliveryApp();
    configMap(new Chart(app, 'a'), 'x');
    configMap(new Chart(app, 'b'), 'y');
    expect(parseYaml(app.synthYaml(), 'x').documents).toHaveLength(2);
  });

  test('an object that hands over its own data is written as it is at each synth', () => {
    const json = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' }, data: { a: 'one' } };
    class Own extends ApiObject {
      override toJson(): typeof json {
        return json;
      }
    }
    const app = new DeliveryApp();
    new Own(new Chart(app, 'web'), 'own', json);
    expect(app.synthYaml()).toContain('a: one');
    json.data.a = 'two';
    expect(app.synthYaml()).toContain('a: two');
  });

  test('a namespace that the chart stamps on an object of the whole cluster is taken off', () => {
    const app = new DeliveryApp();
    const chart = new Chart(app, 'web', { namespace: 'shop' });
    new Namespace(chart, 'namespace', { metadata: { name: 'shop' } });
    expect(app.manifests().get('web.k8s.yaml')?.[0]?.metadata).not.toHaveProperty('namespace');
  });
});

describe('problems', () => {
  test('all are told together, and nothing is written', () => {
    const outdir = temporary();
    const app = new DeliveryApp({ outdir });
    const chart = new Chart(app, 'web');
    configMap(chart, 'good');
    configMap(chart, 'a', { name: 'Bad_Name' });
    configMap(chart, 'b', { namespace: 'Bad.Namespace' });
    chart.node.addValidation({ validate: () => ['of another library'] });
    addCheck(chart, () => [{ rule: 'no-services', severity: 'error', message: 'by a check' }]);
    expect(rulesOf(() => app.synth())).toEqual([
      'no-services',
      'failed-validation',
      'invalid-name',
      'invalid-namespace',
    ]);
    expect(filesIn(outdir)).toEqual({});
  });

  test('a check runs once per synth', () => {
    const app = new DeliveryApp();
    const check = jest.fn(() => []);
    for (const id of ['a', 'b', 'c']) configMap(new Chart(app, id), id);
    addCheck(app, check);
    app.manifests();
    expect(check).toHaveBeenCalledTimes(1);
  });

  test('warnings are printed to standard error and stop nothing', () => {
    const outdir = temporary();
    const app = new DeliveryApp({ outdir });
    const chart = new Chart(app, 'web');
    configMap(chart, 'a');
    addCheck(chart, () => [{ rule: 'floating-image', message: 'Looks odd.' }]);
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    app.synth();
    expect(write.mock.calls.flat().join('')).toMatch(/^warning floating-image  \[web\]\n  Looks odd./);
    write.mockRestore();
    expect(Object.keys(filesIn(outdir))).toContain('web.k8s.yaml');
  });

  test.each([
    ['a date', new Date(0), /Date/],
    ['not a number', NaN, /NaN/],
    ['a number too large to be exact', 2 ** 60, /2\^53/],
    ['half a surrogate pair', '\ud800', /surrogate/],
  ])('%s in an object is told with the construct', (_, value, message) => {
    const app = new DeliveryApp({ outdir: temporary() });
    new ApiObject(new Chart(app, 'web'), 'odd', {
      apiVersion: 'example.com/v1',
      kind: 'Odd',
      spec: { value },
    });
    const [problem, ...others] = problemsOf(() => app.synth());
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      construct: 'web/odd',
      message: expect.stringMatching(message) as unknown,
    });
  });

  test('an object that cannot be rendered is not told where a check has told why', () => {
    const app = new DeliveryApp();
    const object = new ApiObject(new Chart(app, 'web'), 'odd', {
      apiVersion: 'v1',
      kind: 'Odd',
      spec: new Date(0),
    });
    addCheck(object, () => [{ rule: 'no-port', severity: 'error', message: 'The cause.' }]);
    expect(rulesOf(() => app.manifests())).toEqual(['no-port']);
  });

  test('an object that a patch has robbed of its name is told', () => {
    const app = new DeliveryApp();
    configMap(new Chart(app, 'web'), 'a').addJsonPatch(JsonPatch.remove('/metadata/name'));
    expect(rulesOf(() => app.manifests())).toEqual(['unrenderable-object']);
  });
});

describe('files per resource', () => {
  test('each is named by kind and name, with the namespace only where two would meet', () => {
    const app = new DeliveryApp({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    const chart = new Chart(app, 'web');
    configMap(chart, 'a', { name: 'x', namespace: 'one' });
    configMap(chart, 'b', { name: 'x', namespace: 'two' });
    configMap(chart, 'c', { name: 'y', namespace: 'one' });
    expect([...app.manifests().keys()]).toEqual([
      'ConfigMap.one.x.k8s.yaml',
      'ConfigMap.two.x.k8s.yaml',
      'ConfigMap.y.k8s.yaml',
    ]);
  });

  test('a folder per chart holds them on demand', () => {
    const app = new DeliveryApp({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
    configMap(new Chart(app, 'web'), 'x');
    expect([...app.manifests().keys()]).toEqual(['web/ConfigMap.x.k8s.yaml']);
  });

  test('one file for all, in each deployment scope', () => {
    const app = new DeliveryApp({ yamlOutputType: YamlOutputType.FILE_PER_APP });
    for (const id of ['dev', 'prod']) {
      const scope = new Chart(app, id);
      markDeploymentScope(scope);
      configMap(new Chart(scope, 'web'), 'x');
      configMap(new Chart(scope, 'api'), 'y');
    }
    expect([...app.manifests()].map(([file, objects]) => [file, objects.length])).toEqual([
      ['dev/app.k8s.yaml', 2],
      ['prod/app.k8s.yaml', 2],
    ]);
  });
});
