import { converted, entryOf, synthesized, told, valueAt, web } from './support';

const command = (...lines: readonly string[]): unknown =>
  valueAt(converted(web(...lines)), 'services', 'web', 'shutdown', 'preStopCommand');

test('Hooks run in the container after its start and before its end', () => {
  const conversion = converted(
    web(
      'post_start: [{ command: [warm-up, --all] }]',
      'pre_stop: [{ command: drain, environment: { MODE: slow } }, { command: [flush], working_dir: /srv/a b }]',
    ),
  );
  expect(valueAt(conversion, 'services', 'web', 'postStartCommand')).toEqual(['warm-up', '--all']);
  expect(valueAt(conversion, 'services', 'web', 'shutdown', 'preStopCommand')).toEqual([
    '/bin/sh',
    '-c',
    `'env' 'MODE=slow' 'drain' && (cd '/srv/a b' && 'flush')`,
  ]);
  expect(told(conversion, 'services.web.pre_stop[1]')).toEqual(['carried']);
  const { objects, problems } = synthesized(conversion);
  expect(problems).toEqual([]);
  expect(objects).toContainEqual(
    expect.objectContaining({
      kind: 'Deployment',
      spec: expect.objectContaining({
        template: expect.objectContaining({
          spec: expect.objectContaining({
            containers: [
              expect.objectContaining({
                lifecycle: {
                  postStart: { exec: { command: ['warm-up', '--all'] } },
                  preStop: { exec: { command: expect.arrayContaining(['/bin/sh']) } },
                },
              }),
            ],
          }),
        }),
      }),
    }),
  );
});

test('What looks secret in hooks comes from the Secret of the service, each under a name of its own', () => {
  const conversion = converted(
    web(
      'post_start: [{ command: [register, --token=s3cret-one] }]',
      'pre_stop: [{ command: [register, --token=s3cret-two] }]',
    ),
  );
  expect(JSON.stringify(conversion)).not.toMatch(/s3cret-(?:one|two)/);
  expect(valueAt(conversion, 'services', 'web', 'shutdown', 'preStopCommand')).toEqual([
    '/bin/sh',
    '-c',
    `'register' '--token='"$HOOK_TOKEN_2"`,
  ]);
  expect(valueAt(conversion, 'existing', 'secrets', 'web-env', 'keys')).toEqual([
    'HOOK_TOKEN',
    'HOOK_TOKEN_2',
  ]);
  expect(told(conversion, 'services.web.post_start[0]')).toEqual(['changed CM020']);
  expect(synthesized(conversion).problems).toEqual([]);
});

test('A hook of another user or with more rights is told, and so are hooks of a Job', () => {
  const conversion = converted(
    web('pre_stop: [{ command: [flush], user: root, privileged: true }]', 'user: "1000"'),
  );
  expect(told(conversion, 'services.web.pre_stop[0].user')).toEqual(['lost CM098']);
  expect(told(conversion, 'services.web.pre_stop[0].privileged')).toEqual(['lost CM098']);
  const job = converted(web('post_start: [{ command: [flush] }]', 'restart: "no"'));
  expect(told(job, 'services.web.post_start')).toEqual(['lost CM098']);
});

test('A signal other than SIGTERM is sent by a hook that waits for the end of the program', () => {
  expect(command('stop_signal: SIGINT')).toEqual([
    '/bin/sh',
    '-c',
    'kill -INT 1; while kill -0 1; do sleep 1; done',
  ]);
  expect(command('stop_signal: "3"', 'pre_stop: [{ command: [flush] }]')).toEqual([
    '/bin/sh',
    '-c',
    `'flush'; kill -3 1; while kill -0 1; do sleep 1; done`,
  ]);
  expect(command('stop_signal: SIGRTMIN+3')).toContain('kill -37 1; while kill -0 1; do sleep 1; done');
  expect(entryOf(converted(web('stop_signal: SIGINT')), 'services.web.stop_signal')).toMatchObject({
    fate: 'changed',
    code: 'CM104',
    to: 'environments/base.yaml:services.web.shutdown.preStopCommand',
  });
});

test('SIGTERM and the signal that the image names itself are what Kubernetes sends; SIGKILL is told', () => {
  const signal = (text: string, image = 'ghcr.io/acme/web:1.0.0'): readonly string[] =>
    told(
      converted(`services: { web: { image: "${image}", stop_signal: ${text} } }\n`),
      'services.web.stop_signal',
    );
  expect(signal('SIGTERM')).toEqual(['carried']);
  expect(signal('term')).toEqual(['carried']);
  expect(signal('SIGQUIT', 'nginx:1.29')).toEqual(['carried']);
  expect(signal('SIGINT', 'postgres:17')).toEqual(['carried']);
  expect(signal('SIGKILL')).toEqual(['lost CM104']);
  expect(signal('"SIGINT; rm -rf /"')).toEqual(['lost CM104']);
});

test('Settings of the kernel that are safe for a restricted pod are made, and others are told', () => {
  const conversion = converted(
    web('sysctls: { net.ipv4.tcp_keepalive_time: 600, net.core.somaxconn: 1024 }'),
  );
  expect(valueAt(conversion, 'services', 'web', 'securityContext', 'sysctls')).toEqual({
    'net.ipv4.tcp_keepalive_time': '600',
  });
  expect(told(conversion, 'services.web.sysctls.net.ipv4.tcp_keepalive_time')).toEqual(['carried']);
  expect(told(conversion, 'services.web.sysctls.net.core.somaxconn')).toEqual(['lost CM091']);
  const { objects, problems } = synthesized(conversion);
  expect(problems).toEqual([]);
  expect(JSON.stringify(objects)).toContain(
    '"sysctls":[{"name":"net.ipv4.tcp_keepalive_time","value":"600"}]',
  );
});

describe('containers before the start', () => {
  const conversion = converted(
    web(
      'scale: 2',
      'pre_start:',
      '  - { image: "busybox:1.37", command: [sh, -c, "nc -z my_db 5432"], environment: { A: "$$(B)" }, per_replica: true }',
      '  - { command: [migrate, up] }',
      '  - { command: [seed], working_dir: /srv }',
      '  - { command: [seed, --password=abcdef] }',
    ),
  );

  test('are init containers, in their order, of the image of the service unless they say one', () => {
    expect(valueAt(conversion, 'services', 'web', 'initContainers')).toEqual({
      'pre-start-1': {
        image: 'busybox:1.37',
        args: ['sh', '-c', 'nc -z my_db 5432'],
        env: { A: '$$(B)' },
      },
      'pre-start-2': { args: ['migrate', 'up'] },
    });
    expect(told(conversion, 'services.web.pre_start[0]')).toEqual(['carried']);
    expect(synthesized(conversion).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('that run once for all pods, have more of their own, or look secret are told', () => {
    expect(told(conversion, 'services.web.pre_start[1]')).toEqual(['changed CM054']);
    expect(told(conversion, 'services.web.pre_start[2]')).toEqual(['lost CM098']);
    expect(told(conversion, 'services.web.pre_start[3]')).toEqual(['lost CM098']);
    expect(JSON.stringify(conversion)).not.toContain('abcdef');
  });
});
