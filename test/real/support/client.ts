import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { AccessLog, AccessLogLine } from './access-log';
import type { Agent } from './agent';
import type { Seen } from './backends';
import { type HeaderList, type RawResponse, readResponse, requestBytes } from './http1';
import { floodHttp2, grpcFrame, requestHttp2 } from './http2';
import { type HeadersOption, listOf, planOf } from './request-plan';
import { type TlsFacts, type TlsOptions, factsOf, handshake } from './tls-client';

export interface RequestOptions extends TlsOptions {
  /** A list keeps order and spelling. `Host` stands first unless given here. */
  readonly headers?: HeadersOption;
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

interface Sent {
  readonly response: RawResponse;
  readonly tls: TlsFacts | undefined;
  /** The client's address, by which its line of the access log is found. */
  readonly local: string;
}

interface Connection {
  readonly socket: Socket;
  /** What to speak HTTP on: the socket, or TLS on it. */
  readonly stream: Duplex;
  readonly tls: TlsFacts | undefined;
  readonly local: string;
}

/** Where a client can go: the addresses of a Traefik's entry points. */
export interface EntryPoints {
  addressOf(entryPoint: string): string;
  /** The entry point for a URL's scheme and explicit port. */
  find(scheme: string, port: string | undefined): string;
}

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

  /**
   * The same request many times at once, on one HTTP/2 connection: quick enough to go past a rate limit. Only status,
   * headers and body of the answers are told.
   */
  async flood(line: string, times: number, options: RequestOptions = {}): Promise<readonly RawResponse[]> {
    const { scheme, authority, request } = planOf(line, options.headers, options.body);
    const connection = await this.connect(line, { ...options, http2: true });
    try {
      return await floodHttp2(connection.stream, scheme, authority, request, times);
    } finally {
      connection.socket.destroy();
    }
  }

  private async send(line: string, options: RequestOptions): Promise<Sent> {
    const { scheme, authority, request } = planOf(line, options.headers, options.body);
    const { socket, stream, tls, local } = await this.connect(line, options);
    try {
      if (options.http2) {
        return { response: await requestHttp2(stream, scheme, authority, request), tls, local };
      }
      stream.write(options.raw ?? requestBytes(request));
      return { response: await readResponse(stream, request.method), tls, local };
    } finally {
      socket.destroy();
    }
  }

  private async connect(line: string, options: RequestOptions): Promise<Connection> {
    const { scheme, host, port } = planOf(line, options.headers, options.body);
    const address = this.entryPoints.addressOf(options.entryPoint ?? this.entryPoints.find(scheme, port));
    const { socket, local } = await this.agent.connect('tcp', address, options.from);
    this.accessLog.forget(local);
    // A connection that is cut shows by the answer that does not come.
    socket.on('error', () => undefined);
    if (scheme === 'http') return { socket, stream: socket, tls: undefined, local };
    const alpn = options.alpn ?? (options.http2 ? ['h2'] : ['http/1.1']);
    try {
      const secure = await handshake(socket, { ...options, sni: options.sni ?? serverName(host), alpn });
      return { socket, stream: secure, tls: factsOf(secure), local };
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  private async describe(response: RawResponse, local: string): Promise<Omit<Answer, 'tls'>> {
    const id = response.headers['x-seen'];
    const seen = id === undefined ? undefined : await this.agent.call<Seen>('GET', `/seen/${id}`);
    // A short answer leaves Traefik after its line, so that who looks for one that may not come need not wait for long.
    const accessLog = await this.accessLog.of(local, isLogged(response, seen) ? 2_000 : 200);
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

/**
 * Whether Traefik is sure to tell of a request in its access log. It does not of what a TCP router passed on as it came,
 * nor of an entry point's redirections, nor of broken and long requests, which Go's HTTP server refuses before it.
 */
function isLogged({ status, headers }: RawResponse, seen: Seen | undefined): boolean {
  if (seen) return (seen.headers ?? []).some(([name]) => name.toLowerCase() === 'x-forwarded-server');
  return status !== 400 && status !== 431 && headers['location'] === undefined;
}

/** Clients send no server name for an IP address. */
function serverName(host: string): string {
  return /^[\d.]+$|^\[/.test(host) ? '' : host;
}
