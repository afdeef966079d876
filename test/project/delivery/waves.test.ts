import { graphOf } from '../../../lib/check/graph';
import { type PlacedObject, formatIdentity, identityOf, objectsOf } from '../../../lib/core/manifest';
import { deliveredEnvironments } from '../../../lib/project/delivery';
import { waveOf, waves } from '../../../lib/project/environment';
import { environmentsProgram } from '../../../lib/project/program';
import { type ClusterFacts, Inventory, trafficModelOf } from '../../../lib/check/cluster';

/** What refers to something that is applied only after it. */
function tooEarly(objects: readonly PlacedObject[], facts: ClusterFacts): readonly string[] {
  const { edges } = graphOf(objects, facts, trafficModelOf(new Inventory(objects, facts)));
  const order = new Map(
    objects.map(({ object }) => [formatIdentity(identityOf(object)), waves.indexOf(waveOf(object))] as const),
  );
  return edges.flatMap(({ from, to, path }) => {
    const [own, needed] = [order.get(from), order.get(to)];
    return own === undefined || needed === undefined || own >= needed ? [] : [`${from} ${path} ${to}`];
  });
}

const variables = {};
const output = environmentsProgram('environments', { variables });
const environments = deliveredEnvironments(output, { variables, manifests: 'dist' });

test.each(environments)(
  'in $name whatever an object refers to is applied with it or before',
  (environment) => {
    expect(environment.objects.length).toBeGreaterThan(10);
    expect(tooEarly(environment.objects, environment.facts)).toEqual([]);
  },
);

test('so it is for TLS, whose Secrets, issuers and certificates come before what uses them', () => {
  const { objects } = objectsOf(
    `apiVersion: v1
kind: Secret
metadata: { name: ca, namespace: shop }
stringData: { ca.crt: '' }
---
apiVersion: cert-manager.io/v1
kind: Issuer
metadata: { name: own, namespace: shop }
spec: { ca: { secretName: ca } }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: web, namespace: shop }
spec: { secretName: web-tls, dnsNames: [a.example], issuerRef: { name: own } }
---
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata: { name: mtls, namespace: shop }
spec: { clientAuth: { secretNames: [ca], clientAuthType: RequireAndVerifyClientCert } }
---
apiVersion: traefik.io/v1alpha1
kind: TLSStore
metadata: { name: default, namespace: shop }
spec: { defaultCertificate: { secretName: ca } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  routes: [{ match: Host(\`a.example\`), kind: Rule, services: [{ name: web, port: 80 }] }]
  tls: { secretName: web-tls, options: { name: mtls } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
`,
    'tls.yaml',
  );
  expect(tooEarly(objects, {})).toEqual([]);
});
