import { type Stage } from '../support';
import type { Ask } from './rows';

/** Asks a stage, and gives what counts of the answer. */
export function askStage(stage: Stage, host: string, ask: Ask): Promise<unknown> {
  return askers[ask.what ?? 'status'](stage, host, ask);
}

type Asker = (stage: Stage, host: string, ask: Ask) => Promise<unknown>;

const request = (stage: Stage, host: string, { line, options }: Ask) =>
  stage.request(lineOf(line, host), { headers: {}, ...options });

/** `GET /a` and `https GET /a` are of the host; HOST stands for it in a whole URL. */
function lineOf(line: string, host: string): string {
  const whole = line.replaceAll('HOST', host);
  const short = /^(https )?(\w+) (\/.*)$/.exec(whole);
  return short ? `${short[2]} ${short[1] ? 'https' : 'http'}://${host}${short[3]}` : whole;
}

/** The Service of the stage that answered. */
function serviceOf(stage: Stage, backend: string | undefined): string {
  const services = ['web', 'other', 'datagrams', 'others'];
  return services.find((name) => stage.backend(name).name === backend) ?? 'none';
}

const orClosed = (answer: Promise<unknown>): Promise<unknown> => answer.catch(() => 'closed');

const askers: Readonly<Record<NonNullable<Ask['what']>, Asker>> = {
  status: (stage, host, ask) => orClosed(request(stage, host, ask).then(({ status }) => status)),
  second: async (stage, host, ask) => {
    await request(stage, host, ask);
    return (await request(stage, host, ask)).status;
  },
  /** What a client gets after another one had its turn. */
  neighbour: async (stage, host, ask) => {
    await request(stage, host, { ...ask, options: { ...ask.options, from: '10.99.200.7' } });
    return (await request(stage, host, { ...ask, options: { ...ask.options, from: '10.99.200.8' } })).status;
  },
  /** Whether Traefik waits for the pause of a retry before it answers. */
  waits: async (stage, host, ask) => {
    const start = performance.now();
    await request(stage, host, ask);
    return performance.now() - start > 1400;
  },
  backend: async (stage, host, ask) => serviceOf(stage, (await request(stage, host, ask)).seen?.backend),
  location: async (stage, host, ask) =>
    (await request(stage, host, ask)).headers['location']?.replace(host, 'HOST') ?? 'none',
  cookie: async (stage, host, ask) => (await request(stage, host, ask)).headers['set-cookie'] !== undefined,
  /** Whether the server is told of the certificate that the client has. */
  certificateSeen: async (stage, host, ask) => {
    const clientCertificate = await stage.box.certificate({ dnsNames: ['client.example'] });
    const { seen } = await request(stage, host, { ...ask, options: { ...ask.options, clientCertificate } });
    return seen?.headers?.some(([name]) => /^x-forwarded-tls-client-cert$/i.test(name)) ?? false;
  },
  /** What a client gets, with the cookie that it has, when the server that has answered it fails from then on. */
  whereOneFails: async (stage, host, ask) => {
    const { headers, seen } = await request(stage, host, ask);
    const [cookie = ''] = (headers['set-cookie'] ?? '').split(';');
    const server = [0, 1]
      .map((index) => stage.backend('twins', index))
      .find(({ name }) => name === seen?.backend);
    await server?.answerWith({ status: 503 });
    try {
      return (await request(stage, host, { ...ask, options: { headers: { ...(cookie && { cookie }) } } }))
        .status;
    } finally {
      await server?.answerWith();
    }
  },
  certificate: async (stage, host, { line }) => {
    const answer = await stage.request(`GET https://${host}/`, {
      ...(line === 'tcp' && { entryPoint: 'tcp' }),
    });
    const { subject, subjectAltName } = answer.tls?.certificate ?? {};
    if (subject === 'CN=TRAEFIK DEFAULT CERT') return 'default';
    return subjectAltName === 'DNS:pair.example' ? 'pair' : 'another';
  },
  tcp: (stage, host, { line }) =>
    // Traefik waits for HTTP on a connection that no TCP router takes.
    orClosed(
      stage
        .tcp(line.split(' ')[0] ?? '', 'hello', { tls: { sni: host } })
        .then(({ backend }) => serviceOf(stage, backend)),
    ),
  udp: async (stage, _host, { line }) => serviceOf(stage, (await stage.udp(line, 'ping')).backend),
  grpc: (stage, host, { line }) =>
    stage
      .grpc(`http://${host}${line}`)
      .then(({ code }) => (code === 0 ? 0 : 'failed'))
      .catch(() => 'failed'),
};
