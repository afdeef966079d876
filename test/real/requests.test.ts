import { Stage } from './support';

// One stage for all: these cases are about the ways of sending, not about configuration.
const objects = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ name: http, port: 80, targetPort: 8080 }, { name: grpc, port: 90, targetPort: 9090 }] }
---
apiVersion: v1
kind: Service
metadata: { name: stream }
spec: { ports: [{ name: tcp, port: 70 }, { name: udp, port: 71, protocol: UDP }, { name: tls, port: 72 }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec:
  entryPoints: [web]
  routes:
    - match: Host(\`web.example\`)
      kind: Rule
      services: [{ name: web, port: 80 }]
    - match: Host(\`grpc.example\`)
      kind: Rule
      services: [{ name: web, port: 90, scheme: h2c }]
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: secure }
spec:
  entryPoints: [websecure]
  routes:
    - match: Host(\`web.example\`)
      kind: Rule
      services: [{ name: web, port: 80 }]
    - match: Host(\`grpc.example\`)
      kind: Rule
      services: [{ name: web, port: 90, scheme: h2c }]
  tls: { secretName: web-tls }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: plain }
spec:
  entryPoints: [tcp]
  routes: [{ match: HostSNI(\`*\`), services: [{ name: stream, port: 70 }] }]
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: passthrough }
spec:
  entryPoints: [websecure]
  routes: [{ match: HostSNI(\`pass.example\`), services: [{ name: stream, port: 72 }] }]
  tls: { passthrough: true }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteUDP
metadata: { name: datagrams }
spec:
  entryPoints: [udp]
  routes: [{ services: [{ name: stream, port: 71 }] }]
`;

const config = {
  entryPoints: {
    web: { address: ':8000' },
    websecure: { address: ':8443' },
    tcp: { address: ':7000' },
    udp: { address: ':7001/udp' },
  },
};

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open({ config });
  const { certificate, key } = await stage.box.certificate({ dnsNames: ['web.example', 'grpc.example'] });
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'web-tls', namespace: stage.namespace },
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': certificate, 'tls.key': key },
  };
  await stage.box.apply([secret]);
  await stage.apply(objects);
});

afterAll(() => stage.close());

test('an answer tells the router, the service, the server, and what the server saw', async () => {
  const answer = await stage.request('GET http://web.example/a?b=c');
  expect(answer).toMatchObject({
    status: 200,
    router: expect.stringMatching(`^${stage.namespace}-web-[0-9a-f]+@kubernetescrd$`),
    service: expect.stringMatching(`^${stage.namespace}-web-[0-9a-f]+@kubernetescrd$`),
    seen: { method: 'GET', target: '/a?b=c', host: 'web.example', version: 'HTTP/1.1' },
  });
  expect(answer.serviceUrl).toBe(`http://${answer.seen?.address}`);
});

test('a request that no route takes has an answer and no server that saw it', async () => {
  const answer = await stage.request('GET http://nobody.example/');
  expect(answer).toMatchObject({ status: 404, router: undefined, seen: undefined });
});

test('a path goes out as written', async () => {
  const answer = await stage.request('GET http://web.example/a%20b;c=(d)?q=%zz&q=é');
  expect(answer.seen?.target).toBe('/a%20b;c=(d)?q=%zz&q=é');
});

test('headers go out in their order and spelling', async () => {
  const answer = await stage.request('GET http://web.example/', {
    headers: [
      ['x-second', '2'],
      ['X-FIRST', '1'],
      ['x-second', 'again'],
    ],
  });
  const own = answer.seen?.headers?.filter(([name]) => /^x-(first|second)$/i.test(name));
  // Traefik spells names its own way; two values of one name stay two.
  expect(own).toEqual([
    ['X-First', '1'],
    ['X-Second', '2'],
    ['X-Second', 'again'],
  ]);
});

test('bytes that no client would send are answered by Traefik itself', async () => {
  const answer = await stage.request('GET http://web.example/', {
    raw: 'GET /%zz HTTP/1.1\r\nHost: web.example\r\n\r\n',
  });
  expect(answer).toMatchObject({ status: 400, accessLog: undefined, seen: undefined });
});

test('a body goes through', async () => {
  const answer = await stage.request('POST http://web.example/', { body: 'hello' });
  expect(answer.seen).toMatchObject({ method: 'POST', body: 'hello' });
});

test('a HEAD request has no body and is still known to its server', async () => {
  const answer = await stage.request('HEAD http://web.example/');
  expect(answer).toMatchObject({ status: 200, body: '', seen: { method: 'HEAD' } });
});

test('the client has the address it was given', async () => {
  const answer = await stage.request('GET http://web.example/', { from: '10.99.200.7' });
  expect(answer.seen?.headers).toContainEqual(['X-Real-Ip', '10.99.200.7']);
});

test('HTTPS shows the certificate of the server name', async () => {
  const answer = await stage.request('GET https://web.example/');
  expect(answer.status).toBe(200);
  expect(answer.tls?.certificate.subjectAltName).toBe('DNS:web.example, DNS:grpc.example');
});

test('the server name may differ from the host, and may be missing', async () => {
  const other = await stage.request('GET https://web.example/', { sni: 'other.example' });
  expect(other.tls?.certificate.subject).toBe('CN=TRAEFIK DEFAULT CERT');
  const none = await stage.request('GET https://web.example/', { sni: '' });
  expect(none.status).toBe(200);
});

test('HTTP/2 is spoken over TLS and in the clear', async () => {
  const secure = await stage.request('GET https://web.example/x', { http2: true });
  expect(secure).toMatchObject({ status: 200, tls: { alpn: 'h2' }, seen: { target: '/x' } });
  expect(secure.accessLog?.['RequestProtocol']).toBe('HTTP/2.0');
  const clear = await stage.request('GET http://web.example/y', { http2: true });
  expect(clear).toMatchObject({ status: 200, seen: { target: '/y' } });
});

test('gRPC reaches a gRPC server', async () => {
  const health = await stage.grpc('https://grpc.example/grpc.health.v1.Health/Check');
  // The reply's bytes are field 1 (status) = 1 (SERVING).
  expect(health).toMatchObject({ code: 0, reply: Buffer.from([0x08, 0x01]) });
  expect(health.http.seen).toMatchObject({ protocol: 'grpc', target: '/grpc.health.v1.Health/Check' });
  const unknown = await stage.grpc('https://grpc.example/shop.Orders/List', Buffer.from('x'));
  expect(unknown).toMatchObject({ code: 12, http: { seen: { target: '/shop.Orders/List' } } });
});

test('plain TCP goes through, with whoever speaks first', async () => {
  expect(await stage.tcp('tcp', 'hello')).toMatchObject({ protocol: 'tcp', body: 'hello' });
  await stage.backend('stream').greetWith('SSH-2.0-echo\r\n');
  const stream = await stage.traefik.open('tcp');
  expect(await stream.line()).toBe('SSH-2.0-echo');
  stream.close();
  await stage.backend('stream').greetWith('');
});

test('TLS that is passed through ends at the server, which sees the server name and the client certificate', async () => {
  const clientCertificate = await stage.box.certificate({ commonName: 'alice' });
  const seen = await stage.tcp('websecure', 'hello', { tls: { sni: 'pass.example', clientCertificate } });
  expect(seen).toMatchObject({
    body: 'hello',
    tls: { serverName: 'pass.example', clientCertificate: 'alice' },
  });
});

test('datagrams go through and come back', async () => {
  expect(await stage.udp('udp', 'ping')).toMatchObject({ protocol: 'udp', body: 'ping' });
});

test('a connection that Traefik closes is an error that says so', async () => {
  const stream = stage.tcp('websecure', 'hello', {
    tls: { sni: 'nobody.example', maxVersion: 'TLSv1.1', minVersion: 'TLSv1' },
  });
  await expect(stream).rejects.toThrow(/alert|unsupported protocol|no protocols/i);
});

test('a server answers as it is told, and tells all that it received', async () => {
  const web = stage.backend('web');
  const before = (await web.seen()).length;
  await web.answerWith(
    { status: 503, times: 1 },
    { status: 418, headers: { 'x-kind': 'teapot' }, body: 'short' },
  );
  const statuses = [];
  for (let index = 0; index < 3; index++)
    statuses.push((await stage.request('GET http://web.example/')).status);
  expect(statuses).toEqual([503, 418, 418]);
  await web.answerWith();
  expect((await stage.request('GET http://web.example/')).status).toBe(200);
  expect((await web.seen()).length).toBe(before + 4);
});
