import { problemsOf } from './support';

/** The fixes of what is wrong with a service that has these lines. */
function fixesOf(lines: string): readonly (string | undefined)[] {
  const text = `namespace: shop\nservices:\n  api:\n    image: api:1\n${lines}\n`;
  return problemsOf({ 'dev.yaml': text }).map(({ fix }) => fix);
}

describe('what people write as Kubernetes has it', () => {
  it.each([
    ['nodeSelector: { disktype: ssd }', 'Write placement: { nodeSelector: { disktype: ssd } }.'],
    ['tolerations: []', 'Write placement: { tolerations: [{ key: dedicated, operator: Exists }] }.'],
    ['livenessProbe: {}', 'Write probes: { liveness: { httpGet: { path: /healthz } } }.'],
    ['volumes: []', 'Write mounts: { /data: { persistentVolumeClaim: { claimName: data } } }.'],
    ['ports: [9000]', 'Write ports: { http: 9000 }.'],
    ['env: [{ name: A, value: b }]', 'Write env: { LOG_LEVEL: info }.'],
    ['imagePullSecrets: [{ name: registry }]', 'Write imagePullSecrets: [registry].'],
  ])('%s leads to one line of the right form', (line, fix) => {
    expect(fixesOf(`    ${line}`)).toEqual([fix]);
  });

  it('sticky: true of a release leads to the form that a release has', () => {
    expect(fixesOf('    release: { version: 2.0.0, sticky: true }')).toContain(
      'Write sticky: { name: backend }.',
    );
  });

  it('sticky: true leads to one line of the right form', () => {
    const text =
      'namespace: shop\nroutes: { http: { a: { match: Host(`a`), services: [{ name: a, port: 80, sticky: true }] } } }\n';
    expect(problemsOf({ 'dev.yaml': text }).map(({ fix }) => fix)).toEqual([
      'Write sticky: { cookie: { name: backend } }.',
    ]);
  });

  it('a word that is only misspelt leads to the nearest', () => {
    expect(fixesOf('    replcas: 2')).toEqual([expect.stringContaining('replicas')]);
  });
});

test('the value of an environment variable is not told where it has the wrong type', () => {
  const text =
    'namespace: shop\nservices: { api: { image: "api:1", replicas: "${env:PIN}", command: "${env:PIN}" } }\n';
  for (const PIN of ['hunter2', '-1234', 'true', '10.25']) {
    const problems = problemsOf({ 'dev.yaml': text }, { PIN });
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(problems)).not.toContain(PIN === 'true' ? '"true' : PIN);
    expect(problems[0]?.message).toContain('${env:PIN}');
  }
});
