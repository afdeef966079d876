import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import type { Agent } from './agent';
import type { Seen } from './backends';
import { type TlsFacts, type TlsOptions, factsOf, handshake } from './tls-client';
import { fromJson } from './json';

export interface StreamOptions {
  /** Speak TLS; `{}` for a handshake without server name. @default plain TCP */
  readonly tls?: TlsOptions;
  /** The client's address: of a private network, or of 203.0.113.0/24. @default 10.99.0.1 */
  readonly from?: string;
  /** Sent before anything else, in the clear: a PROXY header, or PostgreSQL's request for TLS. */
  readonly preamble?: string | Buffer;
}

/** An open TCP connection through a Traefik. */
export class Stream {
  private received = Buffer.alloc(0);
  private ended = false;
  private readonly listeners = new Set<() => void>();

  static async open(agent: Agent, address: string, { tls, from, preamble }: StreamOptions): Promise<Stream> {
    const { socket, local } = await agent.connect('tcp', address, from);
    socket.on('error', () => undefined);
    if (preamble !== undefined) socket.write(preamble);
    if (!tls) return new Stream(socket, socket, local, undefined);
    try {
      const secure = await handshake(socket, tls);
      return new Stream(socket, secure, local, factsOf(secure));
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  private constructor(
    private readonly socket: Socket,
    private readonly duplex: Duplex,
    readonly local: string,
    readonly tls: TlsFacts | undefined,
  ) {
    const wake = (): void => {
      for (const listener of this.listeners) listener();
    };
    duplex.on('data', (chunk: Buffer) => {
      this.received = Buffer.concat([this.received, chunk]);
      wake();
    });
    const end = (): void => {
      this.ended = true;
      wake();
    };
    duplex.on('end', end).on('close', end).on('error', end);
  }

  write(data: string | Buffer): this {
    this.duplex.write(data);
    return this;
  }

  /** The next line, without its line break. Rejects when the peer closes first. */
  async line(): Promise<string> {
    return (await this.through('\n')).toString().replace(/\r?\n$/, '');
  }

  /** What the echo server behind saw of what was just written. */
  async seen(): Promise<Seen> {
    return fromJson<Seen>(await this.line());
  }

  /** Resolves when the peer has closed the connection. */
  async closed(timeout = 10_000): Promise<void> {
    await this.waitFor(() => (this.ended ? true : undefined), timeout);
  }

  close(): void {
    this.socket.destroy();
  }

  private through(mark: string): Promise<Buffer> {
    return this.waitFor(() => {
      const at = this.received.indexOf(mark);
      if (at >= 0) {
        const taken = this.received.subarray(0, at + mark.length);
        this.received = this.received.subarray(at + mark.length);
        return taken;
      }
      if (this.ended) throw new Error('The connection was closed.');
      return undefined;
    }, 10_000);
  }

  private waitFor<T>(look: () => T | undefined, timeout: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.listeners.delete(check);
      };
      const check = (): void => {
        try {
          const found = look();
          if (found === undefined) return;
          finish();
          resolve(found);
        } catch (error) {
          finish();
          reject(error);
        }
      };
      const timer = setTimeout(() => {
        finish();
        reject(
          new Error(`Nothing came within ${timeout / 1000} s; received so far: ${this.received.toString()}`),
        );
      }, timeout);
      this.listeners.add(check);
      check();
    });
  }
}

export interface DatagramOptions {
  /** The client's address. @default 10.99.0.1 */
  readonly from?: string;
  /** How long to wait for a reply, in milliseconds. @default 5000 */
  readonly timeout?: number;
}

/** Sends datagrams from one address and port, and reads the replies. */
export async function exchangeDatagrams(
  agent: Agent,
  address: string,
  payloads: readonly string[],
  { from, timeout = 5_000 }: DatagramOptions = {},
): Promise<readonly Seen[]> {
  const { socket } = await agent.connect('udp', address, from);
  try {
    const replies = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const seen: Seen[] = [];
    let buffer = Buffer.alloc(0);
    for (const payload of payloads) {
      const bytes = Buffer.from(payload);
      const head = Buffer.alloc(2);
      head.writeUInt16BE(bytes.length);
      socket.write(Buffer.concat([head, bytes]));
      while (buffer.length < 2 || buffer.length < 2 + buffer.readUInt16BE()) {
        const { done, value } = await withTimeout(replies.next(), timeout, 'No datagram came back');
        if (done) throw new Error('The datagram socket was closed: nobody listens there.');
        buffer = Buffer.concat([buffer, value]);
      }
      const length = buffer.readUInt16BE();
      seen.push(fromJson<Seen>(buffer.subarray(2, 2 + length).toString()));
      buffer = buffer.subarray(2 + length);
    }
    return seen;
  } finally {
    socket.destroy();
  }
}

async function withTimeout<T>(promise: Promise<T>, timeout: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${message} within ${timeout / 1000} s.`)), timeout);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
