import type { Stage } from '../support';
import { versionOf } from './cluster';

/** What clients saw while something went on. */
export interface Seen {
  /** Requests that were not answered as they should have been: `502`, or what ended the connection. */
  readonly failed: readonly string[];
  readonly count: number;
}

/** A request that clients send again and again, and what each answer must be. */
export interface Asked {
  readonly line: string;
  readonly status: number;
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends requests until it is told to stop: each client over a new connection for every so many of them. */
export class Load {
  private readonly clients: readonly Promise<void>[];
  private readonly failed: string[] = [];
  private count = 0;
  private isOver = false;

  constructor(
    private readonly stage: Stage,
    asked: readonly Asked[],
  ) {
    this.clients = asked.map((one) => this.send(one));
  }

  async stop(): Promise<Seen> {
    this.isOver = true;
    await Promise.all(this.clients);
    return { failed: this.failed, count: this.count };
  }

  private async send({ line, status, ...options }: Asked): Promise<void> {
    for (let burst = 0; !this.isOver; burst++) {
      // Every other connection is for one request alone.
      const times = burst % 2 === 0 ? 40 : 1;
      try {
        const answers = await this.stage.flood(line, times, options);
        this.count += answers.length;
        for (const answer of answers)
          if (answer.status !== status)
            this.failed.push(`${line}: ${answer.status} ${answer.body.toString()}`);
      } catch (error) {
        this.failed.push(`${line}: ${String(error)}`);
      }
    }
  }
}

/** What became of connections. */
export interface Connected {
  /** What ended those that were not answered. */
  readonly failed: readonly string[];
  readonly count: number;
  /** How many each version answered. */
  readonly versions: Readonly<Record<string, number>>;
}

/** Opens connections of TCP until it is told to stop, or so many have been: each client one after the other. */
export class ConnectionLoad {
  private readonly clients: readonly Promise<void>[];
  private readonly failed: string[] = [];
  private readonly versions: Record<string, number> = {};
  private count = 0;
  private isOver = false;

  constructor(
    private readonly stage: Stage,
    private readonly entryPoint: string,
    clients: number,
    private readonly most = Infinity,
  ) {
    this.clients = Array.from({ length: clients }, () => this.connect());
  }

  async stop(): Promise<Connected> {
    this.isOver = true;
    return this.done();
  }

  /** Waits until so many connections as were asked for have been. */
  async done(): Promise<Connected> {
    await Promise.all(this.clients);
    const { failed, count, versions } = this;
    return { failed, count, versions };
  }

  private async connect(): Promise<void> {
    while (!this.isOver && this.count < this.most) {
      this.count++;
      try {
        const version = versionOf((await this.stage.tcp(this.entryPoint, 'hello')).backend) ?? '';
        this.versions[version] = (this.versions[version] ?? 0) + 1;
      } catch (error) {
        this.failed.push(String(error));
      }
    }
  }
}
