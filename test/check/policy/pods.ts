interface Pair {
  readonly wrong: string;
  readonly right: string;
}

const pod = (container: string, more = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { ${more}containers: [{ name: web, image: a, ports: [{ name: http, containerPort: 80 }], ${container} }] }
`;

const secret = '---\napiVersion: v1\nkind: Secret\nmetadata: { name: db }\n';
const settings = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n';
const fromSecret = pod('envFrom: [{ secretRef: { name: db } }]');
const fromSettings = pod('envFrom: [{ configMapRef: { name: settings } }]');
const sleeping = 'lifecycle: { preStop: { sleep: { seconds: 10 } } }';

/** What checks ask of objects that the linter tells, and that its own examples do not have. */
export const pods: Readonly<Record<string, Pair>> = {
  'unknown-secret': { wrong: fromSecret, right: fromSecret + secret },
  'unknown-config-map': { wrong: fromSettings, right: fromSettings + settings },
  'probe-on-unknown-port': {
    wrong: pod('readinessProbe: { httpGet: { port: admin } }'),
    right: pod('readinessProbe: { httpGet: { port: http } }'),
  },
  'grace-within-pre-stop': {
    wrong: pod(sleeping, 'terminationGracePeriodSeconds: 5, '),
    right: pod(sleeping, 'terminationGracePeriodSeconds: 40, '),
  },
  'unknown-field': { wrong: pod('imagePullPolcy: Always'), right: pod('imagePullPolicy: Always') },
};
