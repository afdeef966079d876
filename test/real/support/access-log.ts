import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { until } from './parallel';
import { fromJson } from './json';

/** A line of Traefik's access log; the fields are Traefik's. */
export interface AccessLogLine {
  readonly ClientAddr: string;
  readonly RouterName?: string;
  readonly ServiceName?: string;
  readonly ServiceURL?: string;
  readonly DownstreamStatus: number;
  readonly OriginStatus?: number;
  readonly RetryAttempts?: number;
  readonly RequestPath: string;
  readonly [field: string]: unknown;
}

/** Finds the lines of one's own requests by the client's address, of which each request has its own. */
export class AccessLog {
  private offset = 0;
  private rest = '';
  private readonly byClient = new Map<string, AccessLogLine>();

  constructor(private readonly file: string) {}

  /** The line of the request that came from this address, or undefined when Traefik writes none for it. */
  async of(client: string, timeout: number): Promise<AccessLogLine | undefined> {
    const found = await until(`an access log line of ${client}`, () => this.take(client), { timeout }).catch(
      () => undefined,
    );
    this.byClient.delete(client);
    return found;
  }

  /** Forgets earlier requests from this address: port numbers come round again. */
  forget(client: string): void {
    this.read();
    this.byClient.delete(client);
  }

  private take(client: string): AccessLogLine | undefined {
    this.read();
    return this.byClient.get(client);
  }

  private read(): void {
    if (!existsSync(this.file)) return;
    const file = openSync(this.file, 'r');
    try {
      const length = fstatSync(file).size - this.offset;
      if (length <= 0) return;
      const buffer = Buffer.alloc(length);
      this.offset += readSync(file, buffer, 0, length, this.offset);
      const lines = (this.rest + buffer.toString()).split('\n');
      this.rest = lines.pop() ?? '';
      for (const text of lines) {
        const line = fromJson<AccessLogLine>(text);
        this.byClient.set(line.ClientAddr, line);
      }
    } finally {
      closeSync(file);
    }
  }
}
