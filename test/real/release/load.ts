import type { Stage } from '../support';

/** What clients saw while something went on. */
export interface Seen {
  /** Requests that were not answered as they should have been: `502`, or what ended the connection. */
  readonly failed: readonly string[];
  readonly count: number;
  /** Requests a second. */
  readonly rate: number;
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
  private readonly started = Date.now();
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
    const seconds = (Date.now() - this.started) / 1000;
    return { failed: this.failed, count: this.count, rate: this.count / seconds };
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
