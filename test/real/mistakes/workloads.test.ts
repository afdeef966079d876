import { GoService, type GoServiceProps } from '../../../lib/constructs/workload';
import { type Mistake, useMistakes } from './mistaken';

const { mistaken, stage } = useMistakes();

const image = 'ghcr.io/acme/shop:1.4.2';

const withService = (props: Partial<GoServiceProps>): Promise<Mistake> =>
  mistaken((chart, { name }) => {
    new GoService(chart, name, { image, ports: { http: 8080 }, ...props });
  });

test('the API server refuses a limit below its request', async () => {
  const { stopped, rejected } = await withService({
    resources: { requests: { memory: '64Mi' }, limits: { memory: '32Mi' } },
  });
  expect(stopped).toEqual(['limit-below-request']);
  expect(rejected).toContain('must be less than or equal to memory limit');
});

test('a probe of a port that is not declared is taken without a word, and no kubelet can ever ask it', async () => {
  const { stopped, rejected } = await withService({ probes: { liveness: { httpGet: { port: 'admin' } } } });
  expect(stopped).toEqual(['probe-on-unknown-port']);
  expect(rejected).toBe('');
});

test('replicas beside autoscaling undo, with every apply, what the autoscaler did', async () => {
  const both = { replicas: 2, autoscaling: { minReplicas: 2, maxReplicas: 9 } };
  const { stopped, rejected } = await withService(JSON.parse(JSON.stringify(both)));
  expect(stopped).toEqual(['replicas-with-autoscaling']);
  expect(rejected).toBe('');

  const { box, namespace } = stage();
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'scaled' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'scaled' } },
      template: { metadata: { labels: { app: 'scaled' } }, spec: { containers: [{ name: 'app', image }] } },
    },
  };
  await box.apply([object], { namespace });
  const scale = `/apis/apps/v1/namespaces/${namespace}/deployments/scaled/scale?fieldManager=autoscaler`;
  await box.kube.request('PATCH', scale, { spec: { replicas: 7 } }, 'application/merge-patch+json');
  expect(await box.kube.get(object, namespace)).toMatchObject({ spec: { replicas: 7 } });
  await box.apply([object], { namespace });
  expect(await box.kube.get(object, namespace)).toMatchObject({ spec: { replicas: 2 } });
});
