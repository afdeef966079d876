import type { Duplex } from 'node:stream';

/** An HTTP response as it came over the wire. */
export interface RawResponse {
  readonly status: number;
  /** Names in lower case; several values of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** Headers after the body, which gRPC answers with; HTTP/2 only. */
  readonly trailers?: Readonly<Record<string, string>>;
}

export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface RawRequest {
  readonly method: string;
  /** Goes out as written: no cleaning, no encoding. */
  readonly target: string;
  readonly headers: HeaderList;
  readonly body?: string | Buffer;
}

/** The bytes of a request. Header names and values go out as given, in their order. */
export function requestBytes({ method, target, headers, body }: RawRequest): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body ?? '')]);
}

/** Reads one response. Rejects when the peer closes before it is complete. */
export async function readResponse(stream: Duplex, method: string): Promise<RawResponse> {
  const reader = new Reader(stream);
  for (;;) {
    const head = (await reader.through('\r\n\r\n')).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head[0] ?? '')?.[1]);
    if (!status) throw new Error(`Not an HTTP response: ${head[0]}`);
    // Interim responses (100 Continue, 103 Early Hints) come before the one that counts.
    if (status < 200 && status !== 101) continue;
    const rawHeaders = head
      .slice(1)
      .filter((line) => line !== '')
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      });
    const headers = joined(rawHeaders);
    return { status, headers, rawHeaders, body: await readBody(reader, method, status, headers) };
  }
}

/** By lower-case name; `__proto__` is a header name like any other. */
export function joined(rawHeaders: HeaderList): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of rawHeaders) {
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  return headers;
}

async function readBody(
  reader: Reader,
  method: string,
  status: number,
  headers: Readonly<Record<string, string>>,
): Promise<Buffer> {
  if (method === 'HEAD' || status === 204 || status === 304 || status === 101) return Buffer.alloc(0);
  if (headers['transfer-encoding']?.toLowerCase().includes('chunked')) return readChunks(reader);
  const length = headers['content-length'];
  return length === undefined ? reader.rest() : reader.exactly(Number(length));
}

async function readChunks(reader: Reader): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (;;) {
    const size = Number.parseInt((await reader.through('\r\n')).toString(), 16);
    if (size === 0) {
      while ((await reader.through('\r\n')).toString() !== '\r\n');
      return Buffer.concat(chunks);
    }
    chunks.push(await reader.exactly(size));
    await reader.through('\r\n');
  }
}

class Reader {
  private buffer = Buffer.alloc(0);
  private readonly chunks: AsyncIterator<Buffer>;

  constructor(stream: Duplex) {
    this.chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async through(mark: string): Promise<Buffer> {
    for (;;) {
      const at = this.buffer.indexOf(mark);
      if (at >= 0) return this.take(at + mark.length);
      await this.more();
    }
  }

  async exactly(length: number): Promise<Buffer> {
    while (this.buffer.length < length) await this.more();
    return this.take(length);
  }

  async rest(): Promise<Buffer> {
    for (;;) {
      const { done, value } = await this.chunks.next();
      if (done) return this.take(this.buffer.length);
      this.buffer = Buffer.concat([this.buffer, value]);
    }
  }

  private take(length: number): Buffer {
    const taken = this.buffer.subarray(0, length);
    this.buffer = this.buffer.subarray(length);
    return taken;
  }

  private async more(): Promise<void> {
    const { done, value } = await this.chunks.next();
    if (done) throw new Error('The connection was closed before the answer was complete.');
    this.buffer = Buffer.concat([this.buffer, value]);
  }
}
