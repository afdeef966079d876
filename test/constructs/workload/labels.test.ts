import * as fc from 'fast-check';
import { parseImage } from '../../../lib/core/kubernetes';
import {
  imageVersion,
  labelValue,
  objectLabels,
  selectorLabels,
  versionLabel,
} from '../../../lib/constructs/workload/labels';

describe('labels', () => {
  test('select by name and instance, never by version', () => {
    expect(selectorLabels('shop')).toEqual({
      'app.kubernetes.io/name': 'shop',
      'app.kubernetes.io/instance': 'shop',
    });
    expect(selectorLabels('shop', 'blue')).toMatchObject({ 'app.kubernetes.io/instance': 'blue' });
  });

  test('say component and part-of where they are given', () => {
    const labels = objectLabels({ image: 'x', component: 'api', partOf: 'store' }, selectorLabels('shop'));
    expect(labels).toEqual({
      'app.kubernetes.io/name': 'shop',
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/component': 'api',
      'app.kubernetes.io/part-of': 'store',
      'app.kubernetes.io/managed-by': 'cdk8s-traefik',
    });
  });

  test('of the user win, but never over the selector', () => {
    const labels = objectLabels(
      { image: 'x', labels: { 'app.kubernetes.io/managed-by': 'helm', 'app.kubernetes.io/name': 'other' } },
      selectorLabels('shop'),
    );
    expect(labels).toMatchObject({
      'app.kubernetes.io/managed-by': 'helm',
      'app.kubernetes.io/name': 'shop',
    });
  });

  test('take the version from the tag, else from the digest', () => {
    expect(imageVersion(parseImage('a:1.2'))).toBe('1.2');
    expect(imageVersion(parseImage(`a@sha256:${'ab'.repeat(32)}`))).toBe('abababababab');
    expect(imageVersion(undefined)).toBeUndefined();
  });

  test('have no version where none is known', () => {
    expect(versionLabel(undefined)).toEqual({});
    expect(versionLabel('+++')).toEqual({});
    expect(versionLabel('1.2+build')).toEqual({ 'app.kubernetes.io/version': '1.2-build' });
  });

  test('have valid values whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(labelValue(text)).toMatch(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/);
      }),
      { seed: 3 },
    );
  });
});
