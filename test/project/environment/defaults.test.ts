import { headline, only, problemsOf } from './support';

const base = `namespace: shop
defaults:
  pods: { labels: { team: a, tier: x }, imagePullSecrets: [registry], env: { LEVEL: "\${level}" } }
  services: { labels: { tier: back }, replicas: 3 }
  profiles:
    worker: { replicas: 1, probes: false, labels: { tier: worker } }
  jobs: { backoffLimit: 0 }
  cronJobs: { timeZone: Europe/Zurich }
  routes: { ingressClassName: inner, labels: { team: a } }
vars: { level: info }
services:
  api: { image: "api:1" }
  own: { image: "own:1", replicas: 5, labels: { team: b, tier: null }, imagePullSecrets: [], env: null }
  mailer: { image: "mailer:1", profile: worker, env: { LEVEL: debug } }
jobs: { migrate: { image: "api:1" } }
cronJobs: { report: { image: "api:1", schedule: "@daily" } }
routes:
  http: { api: { match: Host(\`a\`), services: [api] }, outer: { match: Host(\`b\`), services: [api], ingressClassName: outer } }
  tcp: { api: { match: HostSNI(\`*\`), services: [api] } }
  udp: { api: { services: [api], labels: { team: b } } }
`;

describe('defaults', () => {
  const { spec } = only(base);

  it('lie below each service: maps merge, lists and values replace, null removes', () => {
    expect(spec.services?.['api']).toEqual({
      image: 'api:1',
      labels: { team: 'a', tier: 'back' },
      imagePullSecrets: ['registry'],
      env: { LEVEL: 'info' },
      replicas: 3,
    });
    expect(spec.services?.['own']).toEqual({
      image: 'own:1',
      replicas: 5,
      labels: { team: 'b' },
      imagePullSecrets: [],
    });
  });

  it('differ for services of a profile, which stands above them and below the service', () => {
    expect(spec.services?.['mailer']).toEqual({
      image: 'mailer:1',
      labels: { team: 'a', tier: 'worker' },
      imagePullSecrets: ['registry'],
      env: { LEVEL: 'debug' },
      replicas: 1,
      probes: false,
    });
  });

  it('lie below jobs, jobs by schedule and routes of every protocol', () => {
    expect(spec.jobs?.['migrate']).toMatchObject({ backoffLimit: 0, labels: { team: 'a', tier: 'x' } });
    expect(spec.cronJobs?.['report']).toMatchObject({ timeZone: 'Europe/Zurich', env: { LEVEL: 'info' } });
    expect(spec.routes).toMatchObject({
      http: {
        api: { ingressClassName: 'inner', labels: { team: 'a' } },
        outer: { ingressClassName: 'outer' },
      },
      tcp: { api: { ingressClassName: 'inner' } },
      udp: { api: { labels: { team: 'b' } } },
    });
  });

  it('are no part of the effective environment, which tells of each value where it was written', () => {
    const environment = only(base);
    expect(environment.spec.defaults).toBeUndefined();
    expect(environment.locate(['services', 'api', 'replicas'])).toMatchObject({ line: 4 });
    expect(environment.locate(['services', 'api', 'nothing'])).toMatchObject({ line: 12 });
  });

  it('of the environment go on top of those of the base, below what the base says of a service', () => {
    const environment = only(base, 'defaults: { services: { replicas: 7, labels: { team: c } } }\n');
    expect(environment.spec.services?.['api']).toMatchObject({ replicas: 7, labels: { team: 'c' } });
    expect(environment.spec.services?.['own']).toMatchObject({ replicas: 5, labels: { team: 'b' } });
  });

  it('do not bring a service back that an environment removes', () => {
    expect(Object.keys(only(base, 'services: { api: null }').spec.services ?? {})).toEqual(['own', 'mailer']);
  });

  it('with a mistake are told once, where they are written, whatever they lie below', () => {
    const text = `namespace: shop
defaults:
  services: { replicas: "\${count}", lables: { a: b } }
services: { a: { image: "a:1" }, b: { image: "b:1" } }
`;
    expect(problemsOf({ 'dev.yaml': text }).map(headline)).toEqual([
      'unknown-variable at dev.yaml:3:15',
      'unknown-field at dev.yaml:3:37',
    ]);
  });

  it('have the profile that a service names, or a word on what was meant', () => {
    const problems = problemsOf({
      'dev.yaml': `${base}  `.replace('profile: worker', 'profile: wroker'),
    });
    expect(problems).toMatchObject([
      { rule: 'unknown-profile', fix: 'Did you mean "worker"?', field: ['services', 'mailer', 'profile'] },
    ]);
    const none = problemsOf({ 'dev.yaml': 'namespace: a\nservices: { a: { image: "a:1", profile: x } }\n' });
    expect(none).toMatchObject([{ fix: 'Make it under defaults.profiles.' }]);
  });
});
