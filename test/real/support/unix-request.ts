import http from 'node:http';

export interface UnixRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Does not keep the process running while the answer is awaited. */
  readonly background?: boolean;
}

export interface UnixAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

const connections = new http.Agent({ keepAlive: true, maxSockets: 32 });

/** One HTTP request over a Unix socket. */
export function unixRequest(socketPath: string, options: UnixRequest): Promise<UnixAnswer> {
  const { method = 'GET', path, headers = {}, body, background = false } = options;
  return new Promise((resolve, reject) => {
    const request = http.request(
      { socketPath, path, method, headers, agent: background ? false : connections },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            rawHeaders: answer.rawHeaders,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    if (background) request.on('socket', (socket) => socket.unref());
    request.on('error', reject);
    request.end(body);
  });
}
