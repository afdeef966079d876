import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { GoService } from '../../../lib/constructs/workload';
import { byKind, containerOf, envOf, newChart, objectsOf, podOf, props } from './support';

describe('a GoService', () => {
  test('needs an image and a port', () => {
    expect(Object.keys(objectsOf())).toEqual([
      'ServiceAccount',
      'Service',
      'Deployment',
      'PodDisruptionBudget',
      'NetworkPolicy',
    ]);
  });

  test('calls its objects by its id, or by its name', () => {
    const chart = newChart();
    new GoService(chart, 'id', props({ name: 'shop', config: { env: { A: '1' } } }));
    const names = Testing.synth(chart).map(({ metadata }) => metadata.name);
    expect(names).toEqual(['shop', 'shop-env', 'shop', 'shop', 'shop', 'shop']);
  });

  test('lies in the namespace of its chart, or in its own', () => {
    const chart = newChart();
    const own = new GoService(chart, 'own', props({ namespace: 'other' }));
    const inherited = new GoService(chart, 'inherited', props());
    expect([own.namespace, inherited.namespace]).toEqual(['other', 'prod']);
    const namespaces = Testing.synth(chart).map(({ metadata }) => metadata.namespace);
    expect(new Set(namespaces)).toEqual(new Set(['other', 'prod']));
  });

  test('keeps its selector when the construct is renamed or moved', () => {
    const selectors = ['a', 'b'].map((id) => {
      const chart = new Chart(new App(), `chart-${id}`);
      new GoService(chart, id, props({ name: 'shop' }));
      return byKind(Testing.synth(chart))['Deployment'].spec.selector;
    });
    expect(selectors[0]).toEqual(selectors[1]);
  });

  test('keeps its selector when the version changes, and labels what runs the version alone', () => {
    const [old, next] = ['1', '2'].map((tag) => objectsOf({ image: `shop:${tag}` }));
    expect(old?.['Deployment'].spec.selector).toEqual(next?.['Deployment'].spec.selector);
    for (const kind of ['Service', 'NetworkPolicy', 'PodDisruptionBudget', 'ServiceAccount']) {
      expect(old?.[kind]).toEqual(next?.[kind]);
    }
    expect(next?.['Deployment'].metadata.labels['app.kubernetes.io/version']).toBe('2');
    expect(next?.['Deployment'].spec.template.metadata.labels['app.kubernetes.io/version']).toBe('2');
  });

  test('selects its own pods', () => {
    const { Deployment, Service, NetworkPolicy } = objectsOf({
      podLabels: { team: 'a' },
    });
    const { labels } = Deployment.spec.template.metadata;
    expect(labels).toMatchObject({ ...Deployment.spec.selector.matchLabels, team: 'a' });
    expect(Service.spec.selector).toEqual(Deployment.spec.selector.matchLabels);
    expect(NetworkPolicy.spec.podSelector.matchLabels).toEqual(Deployment.spec.selector.matchLabels);
  });

  test('puts labels on everything and annotations on objects', () => {
    const objects = objectsOf({
      labels: { team: 'a' },
      annotations: { owner: 'b' },
      podAnnotations: { c: 'd' },
    });
    for (const { metadata } of Object.values(objects)) {
      expect(metadata).toMatchObject({ labels: { team: 'a' }, annotations: { owner: 'b' } });
    }
    expect(objects['Deployment'].spec.template.metadata).toMatchObject({
      labels: { team: 'a' },
      annotations: { c: 'd' },
    });
  });

  test('hands out its ports', () => {
    const service = new GoService(newChart(), 'shop', props({ ports: { http: 8080, metrics: 9090 } }));
    expect(service.port()?.name).toBe('http');
    expect(service.port('metrics')).toMatchObject({ targetPort: 9090, routed: false });
    expect(service.port('constructor')).toBeUndefined();
  });

  test('hands out its objects, so that they can be patched', () => {
    const chart = newChart();
    const service = new GoService(chart, 'shop', props());
    service.deployment?.addJsonPatch(
      JsonPatch.add('/spec/template/spec/hostAliases', [{ ip: '192.0.2.1', hostnames: ['x'] }]),
    );
    expect(byKind(Testing.synth(chart))['Deployment'].spec.template.spec.hostAliases).toHaveLength(1);
    expect(service.workload).toBe(service.deployment);
    expect(service.headless).toBe(false);
  });

  test('works in an App of stock cdk8s', () => {
    const app = new App();
    new GoService(new Chart(app, 'chart'), 'shop', props());
    expect(app.synthYaml()).toContain('kind: Deployment');
  });

  test('tells a stock App what is wrong', () => {
    const app = new App();
    new GoService(new Chart(app, 'chart'), 'shop', props({ image: 'Not An Image' }));
    expect(() => app.synthYaml()).toThrow(/invalid-image.*image/s);
  });
});

describe('its Service', () => {
  test('leads to the named ports of the pods', () => {
    const { Service } = objectsOf({
      ports: {
        http: { port: 8080, servicePort: 80 },
        grpc: 9000,
        stats: { port: 8125, protocol: 'UDP' },
        debug: { port: 6060, inService: false },
      },
    });
    expect(Service.spec.ports).toEqual([
      { name: 'http', port: 80, targetPort: 'http' },
      { name: 'grpc', port: 9000, targetPort: 'grpc', appProtocol: 'kubernetes.io/h2c' },
      { name: 'stats', port: 8125, targetPort: 'stats', protocol: 'UDP' },
    ]);
  });

  test('can be of another type with options of its own', () => {
    const { Service } = objectsOf({
      ports: { http: { port: 80, nodePort: 30080 } },
      service: {
        type: 'NodePort',
        annotations: { a: 'b' },
        labels: { c: 'd' },
        externalTrafficPolicy: 'Local',
      },
    });
    expect(Service.metadata).toMatchObject({ annotations: { a: 'b' }, labels: { c: 'd' } });
    expect(Service.spec).toMatchObject({
      type: 'NodePort',
      externalTrafficPolicy: 'Local',
      ports: [{ nodePort: 30080 }],
    });
  });

  test('is not made for a worker', () => {
    expect(objectsOf({ ports: {} })).not.toHaveProperty('Service');
    expect(objectsOf({ service: false })).not.toHaveProperty('Service');
  });
});

describe('its pods', () => {
  test('have no token, no service links, and an account of their own', () => {
    expect(podOf()).toMatchObject({
      serviceAccountName: 'shop',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    });
    expect(objectsOf()['ServiceAccount']).toMatchObject({
      metadata: { name: 'shop' },
      automountServiceAccountToken: false,
    });
  });

  test('can use the API by an account with annotations', () => {
    const objects = objectsOf({
      automountServiceAccountToken: true,
      serviceAccount: { annotations: { role: 'x' } },
    });
    expect(objects['ServiceAccount']).toMatchObject({
      metadata: { annotations: { role: 'x' } },
      automountServiceAccountToken: true,
    });
  });

  test('can use an existing account, or that of the namespace', () => {
    expect(podOf({ serviceAccount: 'robot' }).serviceAccountName).toBe('robot');
    expect(objectsOf({ serviceAccount: 'robot' })).not.toHaveProperty('ServiceAccount');
    expect(podOf({ serviceAccount: false })).not.toHaveProperty('serviceAccountName');
  });

  test('run the image with command and arguments', () => {
    expect(containerOf({ command: ['/shop'], args: ['serve'], imagePullPolicy: 'Always' })).toMatchObject({
      name: 'shop',
      image: 'ghcr.io/acme/shop:1.4.2',
      command: ['/shop'],
      args: ['serve'],
      imagePullPolicy: 'Always',
    });
    expect(podOf({ imagePullSecrets: ['registry'] }).imagePullSecrets).toEqual([{ name: 'registry' }]);
  });

  test('name their ports', () => {
    expect(containerOf({ ports: { http: 8080, dns: { port: 53, protocol: 'UDP' } } }).ports).toEqual([
      { name: 'http', containerPort: 8080 },
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
    ]);
  });

  test('let Traefik notice before they end', () => {
    expect(containerOf().lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
    expect(podOf().terminationGracePeriodSeconds).toBe(40);
  });

  test('run a command after their start and keep the pause before their end', () => {
    expect(containerOf({ postStartCommand: ['/shop', 'warm-up'] }).lifecycle).toEqual({
      postStart: { exec: { command: ['/shop', 'warm-up'] } },
      preStop: { sleep: { seconds: 10 } },
    });
  });

  test('start in a folder of the user, a preflight too', () => {
    const pod = podOf({
      workingDir: '/srv',
      preflight: { args: ['--preflight'] },
      initContainers: { wait: {} },
    });
    expect(
      [...pod.initContainers, ...pod.containers].map(({ name, workingDir }) => [name, workingDir]),
    ).toEqual([
      ['wait', undefined],
      ['preflight', '/srv'],
      ['shop', '/srv'],
    ]);
  });

  test('have variables of the user in place of ours', () => {
    expect(envOf()['GOMEMLIMIT']).toBe('115MiB');
    expect(envOf({ env: { GOMEMLIMIT: '100MiB', LOG_LEVEL: 'debug' } })).toEqual({
      GOMEMLIMIT: '100MiB',
      LOG_LEVEL: 'debug',
    });
  });

  test('have the variables that the service brings along before those of existing objects', () => {
    const container = containerOf({ config: { env: { A: 1 } }, envFrom: [{ secretRef: { name: 'db' } }] });
    expect(container.envFrom).toEqual([
      { configMapRef: { name: 'shop-env' } },
      { secretRef: { name: 'db' } },
    ]);
  });

  test('have the name of the environment in their telemetry', () => {
    expect(envOf({ telemetry: true, environment: 'staging' })['OTEL_RESOURCE_ATTRIBUTES']).toContain(
      'deployment.environment.name=staging',
    );
  });

  test('can have devices', () => {
    const pod = podOf({
      placement: { accelerators: { 'nvidia.com/gpu': 1 } },
      preflight: { args: ['--preflight'] },
    });
    expect(pod.containers[0].resources.limits['nvidia.com/gpu']).toBe('1');
    expect(pod.initContainers[0].resources.limits).not.toHaveProperty('nvidia.com/gpu');
  });

  test('have no resources where they are turned off', () => {
    expect(containerOf({ resources: false })).not.toHaveProperty('resources');
    expect(containerOf({ resources: false })).not.toHaveProperty('env');
  });

  test('carry no field without content', () => {
    const container = containerOf({
      ports: {},
      go: false,
      probes: false,
      shutdown: { preStopSeconds: 0 },
      writable: { '/tmp': false },
    });
    expect(Object.keys(container).sort()).toEqual(['image', 'name', 'resources', 'securityContext']);
  });
});

describe('its init containers', () => {
  test('run in order, the preflight last, with what the service has', () => {
    const pod = podOf({
      env: { A: 'a' },
      command: ['/shop'],
      initContainers: {
        wait: { image: 'busybox:1.37', args: ['sh'], env: { B: 'b' } },
        migrate: { args: ['migrate'] },
      },
      preflight: { args: ['--preflight'] },
      writable: { '/data': '1Mi' },
    });
    const [wait, migrate, preflight] = pod.initContainers;
    expect([wait.name, migrate.name, preflight.name]).toEqual(['wait', 'migrate', 'preflight']);
    expect(wait).toMatchObject({ image: 'busybox:1.37', args: ['sh'] });
    expect(wait.env).toContainEqual({ name: 'A', value: 'a' });
    expect(wait.env).toContainEqual({ name: 'B', value: 'b' });
    expect(migrate).toMatchObject({ image: 'ghcr.io/acme/shop:1.4.2', args: ['migrate'] });
    expect(preflight).toMatchObject({
      image: 'ghcr.io/acme/shop:1.4.2',
      command: ['/shop'],
      args: ['--preflight'],
    });
    for (const container of pod.initContainers) {
      expect(container.securityContext).toEqual(pod.containers[0].securityContext);
      expect(container.volumeMounts).toEqual(pod.containers[0].volumeMounts);
      expect(container).not.toHaveProperty('livenessProbe');
      expect(container).not.toHaveProperty('ports');
    }
  });

  test('can be sidecars with resources of their own', () => {
    const pod = podOf({
      initContainers: {
        proxy: { image: 'proxy:1', restartPolicy: 'Always', resources: { limits: { memory: '1Gi' } } },
      },
    });
    expect(pod.initContainers[0]).toMatchObject({
      restartPolicy: 'Always',
      resources: { limits: { memory: '1Gi' } },
    });
    expect(pod.initContainers[0].env).toEqual([{ name: 'GOMEMLIMIT', value: '921MiB' }]);
  });
});

describe('with a volume of its own', () => {
  const volumeClaims = {
    data: { mountPath: '/data', size: '10Gi', storageClassName: 'fast', labels: { backup: 'daily' } },
  };

  test('it is a StatefulSet of one, governed by a headless Service', () => {
    const chart = newChart();
    const service = new GoService(chart, 'shop', props({ volumeClaims }));
    const objects = Testing.synth(chart);
    expect(service.headless).toBe(true);
    expect(service.deployment).toBeUndefined();
    const { StatefulSet } = byKind(objects);
    expect(StatefulSet.spec).toMatchObject({ serviceName: 'shop-headless', replicas: 1 });
    expect(StatefulSet.spec).not.toHaveProperty('strategy');
    const [, headless] = objects.filter(({ kind }) => kind === 'Service');
    expect(headless).toMatchObject({
      metadata: { name: 'shop-headless' },
      spec: { clusterIP: 'None', publishNotReadyAddresses: true, ports: [{ name: 'http' }] },
    });
    expect(byKind(objects)).not.toHaveProperty('PodDisruptionBudget');
  });

  test('the claim carries nothing that changes', () => {
    expect(objectsOf({ volumeClaims })['StatefulSet'].spec.volumeClaimTemplates).toEqual([
      {
        metadata: { name: 'data', labels: { backup: 'daily' } },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'fast',
          resources: { requests: { storage: '10Gi' } },
        },
      },
    ]);
  });

  test('the owner of its files changes only when it has to', () => {
    expect(podOf({ volumeClaims }).securityContext.fsGroupChangePolicy).toBe('OnRootMismatch');
  });

  test('several replicas get a disruption budget', () => {
    expect(objectsOf({ volumeClaims, replicas: 3 })).toHaveProperty('PodDisruptionBudget');
  });
});
