import { type ClientHttp2Session, connect, constants } from 'node:http2';
import type { Duplex } from 'node:stream';
import { type HeaderList, type RawRequest, type RawResponse, joined } from './http1';

/** One request over HTTP/2 on a connection that is open already (in the clear, or TLS with ALPN h2). */
export async function requestHttp2(
  stream: Duplex,
  scheme: string,
  authority: string,
  request: RawRequest,
): Promise<RawResponse> {
  const session = connect(`${scheme}://${authority}`, { createConnection: () => stream });
  try {
    return await exchange(session, scheme, authority, request);
  } finally {
    session.destroy();
  }
}

/** Many requests at once on one connection; the answers in the order of the requests. */
export async function floodHttp2(
  stream: Duplex,
  scheme: string,
  authority: string,
  request: RawRequest,
  times: number,
): Promise<readonly RawResponse[]> {
  const session = connect(`${scheme}://${authority}`, { createConnection: () => stream });
  // Each request listens for the end of the connection.
  session.setMaxListeners(0);
  try {
    const requests = Array.from({ length: times }, () => exchange(session, scheme, authority, request));
    return await Promise.all(requests);
  } finally {
    session.destroy();
  }
}

function exchange(
  session: ClientHttp2Session,
  scheme: string,
  authority: string,
  { method, target, headers, body }: RawRequest,
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    session.once('error', reject);
    session.once('close', () =>
      reject(new Error('The connection was closed before the answer was complete.')),
    );
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: method,
      [constants.HTTP2_HEADER_PATH]: target,
      [constants.HTTP2_HEADER_SCHEME]: scheme,
      [constants.HTTP2_HEADER_AUTHORITY]: authority,
      ...grouped(headers),
    });
    const chunks: Buffer[] = [];
    let status = 0;
    let rawHeaders: HeaderList = [];
    let trailers: Record<string, string> = {};
    stream.on('response', (received) => {
      status = Number(received[constants.HTTP2_HEADER_STATUS]);
      rawHeaders = listed(received);
    });
    stream.on('trailers', (received) => {
      trailers = joined(listed(received));
    });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('end', () =>
      resolve({ status, headers: joined(rawHeaders), rawHeaders, body: Buffer.concat(chunks), trailers }),
    );
    stream.end(body);
  });
}

function grouped(headers: HeaderList): Record<string, string | string[]> {
  const result: Record<string, string[]> = {};
  for (const [name, value] of headers) (result[name.toLowerCase()] ??= []).push(value);
  return Object.fromEntries(
    Object.entries(result)
      .filter(([name]) => name !== 'host')
      .map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

function listed(headers: Readonly<Record<string, unknown>>): HeaderList {
  return Object.entries(headers)
    .filter(([name]) => !name.startsWith(':'))
    .flatMap(([name, value]) => [value].flat().map((item): [string, string] => [name, String(item)]));
}

/** A gRPC message in its frame of five bytes, uncompressed. */
export function grpcFrame(message: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
