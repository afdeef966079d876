import { Testing } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { GoService, type GoServiceProps } from '../../../lib/constructs/workload';
import { byKind, newChart, objectsOf, props } from './support';

const annotation = 'cdk8s-traefik/content-hash';
const hashOf = (more: Partial<GoServiceProps>): string | undefined =>
  objectsOf(more)['Deployment'].spec.template.metadata.annotations?.[annotation];

describe('the hash of the content', () => {
  test('is there only where there is content', () => {
    expect(hashOf({})).toBeUndefined();
    expect(hashOf({ config: { env: { A: '1' } } })).toMatch(/^[0-9a-f]{16}$/);
  });

  test('rolls the pods when a file or a variable changes', () => {
    const hashes = [
      hashOf({ config: { files: { '/a/x': '1' } } }),
      hashOf({ config: { files: { '/a/x': '2' } } }),
      hashOf({ config: { env: { X: '1' } } }),
      hashOf({ secrets: { env: { X: '1' } } }),
      hashOf({ secrets: { files: { '/a/x': '1' } } }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('does not roll the pods when the order of keys changes', () => {
    expect(hashOf({ config: { env: { A: '1', B: '2' } } })).toBe(
      hashOf({ config: { env: { B: '2', A: '1' } } }),
    );
  });

  test('covers ConfigMaps that are passed as constructs, as they are at synth', () => {
    const hash = (value: string): string => {
      const chart = newChart();
      const config = new ConfigMap(chart, 'config', { metadata: { name: 'settings' } });
      new GoService(chart, 'shop', props({ envFrom: [{ configMapRef: config }] }));
      config.addData('A', value);
      return byKind(Testing.synth(chart))['Deployment'].spec.template.metadata.annotations[annotation];
    };
    expect(hash('1')).toMatch(/^[0-9a-f]{16}$/);
    expect(hash('1')).not.toBe(hash('2'));
    expect(hash('1')).toBe(hash('1'));
  });

  test('stands beside annotations of the user', () => {
    const { metadata } = objectsOf({ podAnnotations: { a: 'b' }, config: { env: { A: '1' } } })['Deployment']
      .spec.template;
    expect(Object.keys(metadata.annotations).sort()).toEqual(['a', annotation]);
  });
});
