import type { Duplex } from 'node:stream';
import type { AccessLog, AccessLogLine } from './access-log';
import type { Agent } from './agent';
import type { Seen } from './backends';
import { type HeaderList, type RawResponse, readResponse, requestBytes } from './http1';
import { grpcFrame, requestHttp2 } from './http2';
import { type TlsFacts, type TlsOptions, factsOf, handshake } from './tls-client';

export interface RequestOptions extends TlsOptions {
  /** A list keeps order and spelling. `Host` stands first unless given here. */
  readonly headers?: Readonly<Record<string, string>> | HeaderList;
  readonly body?: string | Buffer;
  /** @default the one of the URL's port, else web for http and websecure for https */
  readonly entryPoint?: string;
  /** The client's address: of a private network, or of 203.0.113.0/24. @default 10.99.0.1 */
  readonly from?: string;
  /** HTTP/2, in the clear for http. @default false */
  readonly http2?: boolean;
  /** The complete bytes to send instead, for what no client would write. */
  readonly raw?: string | Buffer;
}

/** What became of a request. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawHeaders: HeaderList;
  readonly body: string;
  readonly bytes: Buffer;
  /** The router and the service that Traefik chose, and the server it went to, by its access log. */
  readonly router: string | undefined;
  readonly service: string | undefined;
  readonly serviceUrl: string | undefined;
  readonly accessLog: AccessLogLine | undefined;
  /** What the echo server received, if one answered. */
  readonly seen: Seen | undefined;
  readonly tls: TlsFacts | undefined;
}

export interface GrpcAnswer {
  /** The gRPC status: 0 is OK, 12 unimplemented, 14 unavailable. */
  readonly code: number;
  readonly message: string;
  readonly reply: Buffer;
  readonly http: Answer;
}

/** Where a client can go: the addresses of a Traefik's entry points. */
export interface EntryPoints {
  addressOf(entryPoint: string): string;
  /** The entry point for a URL's scheme and explicit port. */
  find(scheme: string, port: string | undefined): string;
}

const requestLine = /^(?:(\S+) )?(https?):\/\/([^/?#]*)(.*)$/s;

/** HTTP as a Traefik's clients speak it: byte for byte, over TCP, TLS and HTTP/2. */
export class Client {
  constructor(
    private readonly agent: Agent,
    private readonly entryPoints: EntryPoints,
    private readonly accessLog: AccessLog,
  ) {}

  async request(line: string, options: RequestOptions = {}): Promise<Answer> {
    const { response, ...rest } = await this.send(line, options);
    return { ...(await this.describe(response, rest.local)), tls: rest.tls };
  }

  /** Calls a gRPC method: `https://host/package.Service/Method`. */
  async grpc(
    url: string,
    message: Buffer = Buffer.alloc(0),
    options: RequestOptions = {},
  ): Promise<GrpcAnswer> {
    const { response, tls, local } = await this.send(`POST ${url}`, {
      ...options,
      http2: true,
      headers: [...listOf(options.headers), ['content-type', 'application/grpc'], ['te', 'trailers']],
      body: grpcFrame(message),
    });
    // An answer without a body carries the status among its headers.
    const ends = { ...response.headers, ...response.trailers };
    return {
      code: Number(ends['grpc-status'] ?? -1),
      message: decodeURIComponent(ends['grpc-message'] ?? ''),
      reply: response.body.subarray(5),
      http: { ...(await this.describe(response, local)), tls },
    };
  }

  private async send(
    line: string,
    options: RequestOptions,
  ): Promise<{ response: RawResponse; tls: TlsFacts | undefined; local: string }> {
    const [, method = 'GET', scheme = 'http', authority = '', rest = ''] = requestLine.exec(line) ?? [];
    if (!requestLine.test(line)) throw new Error(`Not a request: ${line}. Write: GET http://host/path`);
    const [, host = authority, port] = /^(.*?)(?::(\d+))?$/.exec(authority) ?? [];
    const address = this.entryPoints.addressOf(options.entryPoint ?? this.entryPoints.find(scheme, port));
    const { socket, local } = await this.agent.connect('tcp', address, options.from);
    this.accessLog.forget(local);
    // A connection that is cut shows by the answer that does not come.
    socket.on('error', () => undefined);
    try {
      const given = listOf(options.headers);
      const withHost: HeaderList = given.some(([name]) => name.toLowerCase() === 'host')
        ? given
        : [['Host', authority], ...given];
      const request = {
        method,
        target: rest.startsWith('/') ? rest : `/${rest}`,
        headers: withLength(withHost, options.body, method),
        ...(options.body !== undefined && { body: options.body }),
      };
      let stream: Duplex = socket;
      let tls: TlsFacts | undefined;
      if (scheme === 'https') {
        const alpn = options.alpn ?? (options.http2 ? ['h2'] : ['http/1.1']);
        const secure = await handshake(socket, { ...options, sni: options.sni ?? serverName(host), alpn });
        tls = factsOf(secure);
        stream = secure;
      }
      if (options.http2) {
        return { response: await requestHttp2(stream, scheme, authority, request), tls, local };
      }
      stream.write(options.raw ?? requestBytes(request));
      return { response: await readResponse(stream, method), tls, local };
    } finally {
      socket.destroy();
    }
  }

  private async describe(response: RawResponse, local: string): Promise<Omit<Answer, 'tls'>> {
    const id = response.headers['x-seen'];
    // Go's HTTP server refuses broken requests before Traefik sees them, so these have no line.
    const accessLog = await this.accessLog.of(local, response.status === 400 ? 200 : 2_000);
    const seen = id === undefined ? undefined : await this.agent.call<Seen>('GET', `/seen/${id}`);
    return {
      status: response.status,
      headers: response.headers,
      rawHeaders: response.rawHeaders,
      body: response.body.toString(),
      bytes: response.body,
      router: accessLog?.RouterName,
      service: accessLog?.ServiceName,
      serviceUrl: accessLog?.ServiceURL,
      accessLog,
      seen,
    };
  }
}

function listOf(headers: RequestOptions['headers'] = []): HeaderList {
  return isList(headers) ? headers : Object.entries(headers);
}

function isList(headers: NonNullable<RequestOptions['headers']>): headers is HeaderList {
  return Array.isArray(headers);
}

function withLength(headers: HeaderList, body: string | Buffer | undefined, method: string): HeaderList {
  const told = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  if (told || (body === undefined && !['POST', 'PUT', 'PATCH'].includes(method))) return headers;
  return [...headers, ['Content-Length', String(Buffer.byteLength(body ?? ''))]];
}

/** Clients send no server name for an IP address. */
function serverName(host: string): string {
  return /^[\d.]+$|^\[/.test(host) ? '' : host;
}
