import { traefikFactsOf } from '../../../lib/check/cluster';
import { review } from '../../../lib/check/lint';
import { adviceOf } from '../../../lib/core/finding';
import { objectsOf } from '../../../lib/core/manifest';
import { TrafficModel } from '../../../lib/traefik/model';
import { ingressRoute, shop } from '../../traefik/model/objects';
import {
  gateway,
  gatewayClass,
  gatewayObject,
  http,
  httpRoute,
} from '../../traefik/model/provider/gateway/objects';

const host = 'a.example.com';

function ingress(spec: object, metadata: object = {}): object {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'app', namespace: 'shop', ...metadata },
    spec: { rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }], ...spec },
  };
}

const ofClass = { ingressClassName: 'traefik' };
const classOf = (name: string, controller: string): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name },
  spec: { controller },
});
const traefikClass = classOf('traefik', 'traefik.io/ingress-controller');
const nginxClass = classOf('nginx', 'k8s.io/ingress-nginx');
const route = ingressRoute('app', `Host(\`${host}\`)`);
const app = httpRoute('app', { hostnames: [host] });

const cases: Readonly<Record<string, { fix: string; objects: readonly object[]; providers: object }>> = {
  'an Ingress of ingress-nginx': {
    fix: 'turn on providers.kubernetesIngressNGINX',
    objects: [nginxClass, ingress({ ingressClassName: 'nginx' })],
    providers: { kubernetesIngress: {} },
  },
  'an Ingress of ingress-nginx whose class is elsewhere': {
    fix: 'turn on providers.kubernetesIngressNGINX',
    objects: [ingress({ ingressClassName: 'nginx' })],
    providers: { kubernetesIngress: {} },
  },
  'an Ingress that another class is read of': {
    fix: 'give it the class "inner", if this Traefik shall read it',
    objects: [traefikClass, ingress(ofClass)],
    providers: { kubernetesIngress: { ingressClass: 'inner' } },
  },
  'an Ingress with an annotation for another class': {
    fix: 'give it the class "traefik", or none, if this Traefik shall read it',
    objects: [ingress({}, { annotations: { 'kubernetes.io/ingress.class': 'traefic' } })],
    providers: { kubernetesIngress: {} },
  },
  'an Ingress without labels that are asked for': {
    fix: 'give it labels that match app=web',
    objects: [traefikClass, ingress(ofClass)],
    providers: { kubernetesIngress: { labelSelector: 'app=web' } },
  },
  'an IngressRoute without labels that are asked for': {
    fix: 'give it labels that match app=web',
    objects: [route],
    providers: { kubernetesCRD: { labelSelector: 'app=web' } },
  },
  'an IngressRoute in a namespace that is not watched': {
    fix: 'add "shop" to the namespaces',
    objects: [route],
    providers: { kubernetesCRD: { namespaces: ['other'] } },
  },
  'an IngressRoute of a class': {
    fix: 'give it the class "inner", if this Traefik shall read it',
    objects: [route],
    providers: { kubernetesCRD: { ingressClass: 'inner' } },
  },
  'an IngressRoute of a class that is not read': {
    fix: 'give it the class "traefik", or none, if this Traefik shall read it',
    objects: [ingressRoute('app', `Host(\`${host}\`)`, {}, { ingressClassName: 'traefic' })],
    providers: { kubernetesCRD: {} },
  },
  'an Ingress of a class of another controller': {
    fix: 'give it the class "web", if this Traefik shall read it',
    objects: [classOf('web', 'k8s.io/ingress-nginx'), traefikClass, ingress(ofClass)],
    providers: { kubernetesIngressNGINX: {} },
  },
  'an HTTPRoute without the provider': {
    fix: 'turn it on: providers.kubernetesGateway: {}',
    objects: [gatewayClass, gateway(http), app],
    providers: { kubernetesCRD: {} },
  },
  'an HTTPRoute without its Gateway': {
    fix: 'give the objects the Gateway shop/edge as well',
    objects: [app],
    providers: { kubernetesGateway: {} },
  },
  'an HTTPRoute of no Gateway': {
    fix: 'name one in spec.parentRefs',
    objects: [
      gatewayClass,
      gateway(http),
      gatewayObject('HTTPRoute', 'app', {
        hostnames: [host],
        rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
      }),
    ],
    providers: { kubernetesGateway: {} },
  },
};

const plain = (text: string): string => text.toLowerCase().replace(/\.$/, '');

test.each(Object.entries(cases))(
  'lint and explain say the same of what to do about %s',
  (_, { fix, objects, providers }) => {
    const traefik = { entryPoints: { web: { address: ':80' } }, providers };
    const all = shop(...objects);
    const { leftOut } = TrafficModel.from(all, { traefik }).explain({ url: `http://${host}/` });
    expect(leftOut).toMatchObject([{ object: { name: 'app' }, fix: expect.stringContaining(fix) }]);
    const text = all.map((object) => JSON.stringify(object)).join('\n---\n');
    const { findings } = review(objectsOf(text, 'one.yaml').objects, { traefik: traefikFactsOf(traefik) });
    const told = findings.filter(({ object }) => object?.name === 'app').map(adviceOf);
    expect(told.map((advice) => plain(advice.fix))).toContain(plain(leftOut[0]?.fix ?? ''));
  },
);
