import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectsOf, readObjects } from '../../../lib/core/manifest';

const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\n`;
const names = (reading: ReturnType<typeof objectsOf>) =>
  reading.objects.map(({ object }) => object.metadata.name);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'objects-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file may have many documents, empty ones among them', () => {
  expect(
    names(objectsOf(`---\n# nothing\n---\n${service('a')}---\nnull\n---\n${service('b')}`, 'x.yaml')),
  ).toEqual(['a', 'b']);
});

test('Lists are taken apart, also within each other, and their items know their place', () => {
  const list =
    'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: IngressRouteList\n    items:\n      - apiVersion: v1\n        kind: Service\n        metadata: { name: a }\n';
  const reading = objectsOf(list, 'x.yaml');
  expect(names(reading)).toEqual(['a']);
  expect(reading.objects[0]?.locate(['metadata', 'name'])).toEqual({ file: 'x.yaml', line: 9, column: 21 });
});

test('an object that only happens to have items is no List', () => {
  expect(names(objectsOf(`${service('a')}items: []\n`, 'x.yaml'))).toEqual(['a']);
});

test('JSON is read as well', () => {
  expect(names(objectsOf('{"apiVersion":"v1","kind":"Service","metadata":{"name":"a"}}', 'x.json'))).toEqual([
    'a',
  ]);
});

test('a folder is read with all below it, in the order of the names', () => {
  mkdirSync(join(folder, 'b'));
  writeFileSync(join(folder, 'c.yml'), service('c'));
  writeFileSync(
    join(folder, 'b', 'x.json'),
    JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'b' } }),
  );
  writeFileSync(join(folder, 'a.yaml'), service('a'));
  writeFileSync(join(folder, 'notes.txt'), 'no object');
  expect(names(readObjects([folder], () => ''))).toEqual(['a', 'b', 'c']);
  // Named twice, a file is still one.
  expect(names(readObjects([folder, `${folder}/.`], () => ''))).toEqual(['a', 'b', 'c']);
});

test('- is standard input', () => {
  expect(names(readObjects(['-'], () => service('piped')))).toEqual(['piped']);
});

test('everything that cannot be read is told, and the rest is read', () => {
  writeFileSync(join(folder, 'good.yaml'), service('a'));
  writeFileSync(join(folder, 'bad.yaml'), 'a: [\n');
  writeFileSync(join(folder, 'odd.yaml'), 'just: data\n---\n- 1\n');
  const reading = readObjects([folder, join(folder, 'gone.yaml')], () => '');
  expect(names(reading)).toEqual(['a']);
  expect(reading.problems.map(({ rule }) => rule)).toEqual([
    'invalid-yaml',
    'no-api-object',
    'no-api-object',
    'unreadable-file',
  ]);
});

/** What is wrong with a text, as `rule: message`. */
function told(text: string, standardInput = false): readonly string[] {
  const { problems } = standardInput ? readObjects(['-'], () => text) : objectsOf(text, 'x.yaml');
  return problems.map(({ rule, message }) => `${rule}: ${message}`);
}

test('a List without items does not pass for an empty cluster, one with none does', () => {
  for (const items of ['', 'items: null', 'items: {}', 'items: text']) {
    for (const kind of ['List', 'IngressRouteList']) {
      expect(told(`apiVersion: v1\nkind: ${kind}\n${items}`)).toEqual([
        'broken-object: This List has no list of items.',
      ]);
    }
  }
  expect(told('kind: List\n', true)).toEqual(['broken-object: This List has no list of items.']);
  expect(told('apiVersion: v1\nkind: List\nitems: []')).toEqual([]);
});

test('text, a number or a word in the place of objects is an error, wherever it stands', () => {
  const needs = 'it needs apiVersion, kind and metadata.name.';
  for (const isInput of [false, true]) {
    expect(told('Error from server', isInput)).toEqual([
      `broken-object: This is no API object, but a text: ${needs}`,
    ]);
    expect(told('42', isInput)).toEqual([`broken-object: This is no API object, but a number: ${needs}`]);
    expect(told('true', isInput)).toEqual([`broken-object: This is no API object, but a boolean: ${needs}`]);
  }
  expect(told('{kind: List, items: [x, [], {}]}')).toEqual([
    `broken-object: This is no API object, but a text: ${needs}`,
    `broken-object: This is no API object, but a list: ${needs}`,
    `broken-object: This is no API object: ${needs}`,
  ]);
});

test('what a program prints is all meant as objects; in a folder other files lie beside them', () => {
  const needs = 'it needs apiVersion, kind and metadata.name.';
  expect(told('Error from server (Forbidden): no', true)).toEqual([
    `broken-object: This is no API object: ${needs}`,
  ]);
  expect(told('- a: 1', true)).toEqual([`broken-object: This is no API object, but a list: ${needs}`]);
  for (const text of [
    'replicas: 1',
    '- a: 1',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization',
  ])
    expect(told(text)).toEqual([
      'no-api-object: It is passed over: it is no API object, which has apiVersion, kind and metadata.name.',
    ]);
});
