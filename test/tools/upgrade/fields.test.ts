import { objectsOf } from '../../../lib/core/manifest';
import { readVersion } from '../../../lib/traefik/version';
import { fieldsOf } from '../../../lib/tools/upgrade/fields';

const { objects } = objectsOf(
  `
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: page, namespace: one }
spec: { errors: { status: ['500'], errorRequestHeaders: [Accept], service: { name: web, port: 80 } } }
`,
  'case.yaml',
);

const between = (from: string, to: string): ReturnType<typeof fieldsOf> =>
  fieldsOf(objects, readVersion(from), readVersion(to));

describe('the fields of CRDs', () => {
  it('that a target lacks are told where objects have them, with the release that brings them', () => {
    expect(between('3.7.13', '3.7.7').refused).toMatchObject([
      { path: 'spec.errors.errorRequestHeaders', since: '3.7.8', location: { file: 'case.yaml' } },
    ]);
    expect(between('3.7.13', '3.6.24').refused).toEqual([]);
  });

  it('that a target has besides are told by its own line', () => {
    expect(between('3.6.20', '3.6.25').added).toEqual([
      { kind: 'Middleware', path: 'spec.errors.errorRequestHeaders', since: '3.6.24' },
    ]);
    expect(between('3.7.9', '3.7.13').added).toEqual([]);
  });
});
