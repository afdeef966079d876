import { App, Chart, Duration, Size } from 'cdk8s';
import {
  ConfigMap,
  Cpu,
  HorizontalPodAutoscaler,
  Metric,
  MetricTarget,
  NetworkPolicy,
  NetworkPolicyPort,
  PersistentVolumeAccessMode,
  PersistentVolumeClaim,
  Pods,
  Secret,
} from 'cdk8s-plus-28';
import { GoService, IngressRoute, host } from '../../lib';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });

const settings = new ConfigMap(chart, 'settings', { data: { LOG_LEVEL: 'info' } });
const database = Secret.fromSecretName(chart, 'database', 'database');
const uploads = new PersistentVolumeClaim(chart, 'uploads', {
  accessModes: [PersistentVolumeAccessMode.READ_WRITE_MANY],
  storage: Size.gibibytes(10),
});

const shop = new GoService(chart, 'shop', {
  image: 'ghcr.io/acme/shop:1.4.2',
  ports: { http: 8080 },
  env: { DATABASE_URL: { valueFrom: { secretKeyRef: { name: database.name, key: 'url' } } } },
  envFrom: [{ configMapRef: settings }],
  mounts: { '/uploads': { persistentVolumeClaim: uploads } },
  resources: { requests: { cpu: Cpu.millis(250) }, limits: { memory: Size.mebibytes(256) } },
  shutdown: { drainSeconds: Duration.minutes(1) },
});

new HorizontalPodAutoscaler(chart, 'scaling', {
  target: shop,
  minReplicas: 2,
  maxReplicas: 10,
  metrics: [Metric.resourceCpu(MetricTarget.averageUtilization(70))],
});

new NetworkPolicy(chart, 'reports', {
  selector: Pods.select(chart, 'reports-pods', { labels: { app: 'reports' } }),
  egress: { rules: [{ peer: shop, ports: [NetworkPolicyPort.tcp(8080)] }] },
});

new IngressRoute(chart, 'route', {
  routes: [{ match: host('shop.example.com'), services: [shop] }],
});

app.synth();
