import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Agent } from './agent';
import { unixRequest } from './unix-request';
import { fromJson } from './json';

export interface ProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

/** They live for seconds, so that memory costs less than the time in which Go would collect it. */
const collectLess = { GOGC: '400' };

/** A part that runs in a box. What it prints is kept; when it dies, whoever waits for it is told with its last words. */
export class PartProcess {
  readonly log: string;
  /** Set when it has ended. */
  private death: string | undefined;
  private expected = false;

  static async start(agent: Agent, options: ProcessOptions): Promise<PartProcess> {
    const process = new PartProcess(agent, options.name);
    await agent.call('POST', '/processes', {
      name: options.name,
      command: options.command,
      args: options.args,
      env: Object.entries({ ...collectLess, ...options.env }).map(([name, value]) => `${name}=${value}`),
      folder: options.folder ?? agent.folder,
      log: process.log,
    });
    process.watch();
    return process;
  }

  private constructor(
    private readonly agent: Agent,
    readonly name: string,
  ) {
    this.log = path.join(agent.folder, `${name}.log`);
  }

  /** How it ended, `ended: exit status 0` for example; undefined while it runs. */
  get ended(): string | undefined {
    return this.death;
  }

  /** Throws, with the tail of the log, if the process has died. */
  check(): void {
    if (this.death !== undefined && !this.expected)
      throw new Error(`${this.name} ${this.death}\n${this.tail()}`);
  }

  async stop({ kill = false } = {}): Promise<void> {
    this.expected = true;
    await this.agent.call('DELETE', `/processes/${this.name}${kill ? '?kill' : ''}`);
  }

  tail(lines = 30): string {
    return tailOf(this.log, lines);
  }

  private watch(): void {
    const socket = path.join(this.agent.folder, 'control.sock');
    unixRequest(socket, { path: `/processes/${this.name}/end`, background: true }).then(
      (answer) => {
        this.death = fromJson<{ state: string }>(answer.body).state;
      },
      () => {
        this.death = 'ended with its box';
      },
    );
  }
}

/** The last lines of a file, under a heading that names it. */
export function tailOf(file: string, lines: number): string {
  if (!existsSync(file)) return `(${file} does not exist)`;
  const kept = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines);
  return `--- the last ${kept.length} lines of ${file}\n${kept.join('\n')}`;
}
