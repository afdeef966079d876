import type { CommandFix } from './fix';

const objects = `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [websecure]
  routes: [{ match: 'Host(\`a.test\`)', kind: Rule, services: [{ name: web, port: 80 }] }]
  tls: {}
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
`;
const asking = `namespace: shop
traefik: { entryPoints: { web: { address: ':8000' } } }
services: { web: { image: 'example.com/web:1', ports: { http: 80 } } }
middlewares: { sso: { forwardAuth: { address: 'http://sso.shop.svc/' } } }
routes:
  http: { web: { match: 'Host(\`a.test\`)', entryPoints: [web], middlewares: [sso], services: [web] } }
`;
const argv = ['prove', '-f', 'DIR/web.yaml', '--claims', 'DIR/claims.yaml'];
const claim = (requests: string, says: string): string =>
  `claims:\n  - name: it is so\n    requests: ${requests}\n    ${says}\n`;

/** What is wrong with claims. */
export const claimFixes: readonly CommandFix[] = [
  {
    rule: 'invalid-claim',
    says: /./,
    argv,
    files: { 'web.yaml': objects, 'claims.yaml': claim('Hots(`a.test`)', 'always: { reach: [shop/web] }') },
    change: { 'claims.yaml': claim('Host(`a.test`)', 'always: { reach: [shop/web] }\n    scheme: https') },
  },
  {
    rule: 'undecided-claim',
    says: 'narrow the claim',
    argv: ['validate', '--environments', 'DIR/environments'],
    files: {
      'environments/prod.yaml': asking,
      'claims.yaml': claim('Host(`a.test`)', 'never: { reach: [shop/web] }'),
    },
    change: {
      'claims.yaml': claim('Host(`a.test`)', 'never: { reach: [shop/web], without: [forwardAuth] }'),
    },
  },
];
