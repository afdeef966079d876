import { type ChildProcess, spawn } from 'node:child_process';
import { type Interface, createInterface } from 'node:readline';
import { once } from 'node:events';
import type { RequestLine } from '../../../lib/traefik/rule';
import { toBytes } from '../../../lib/traefik/rule';
import type { RuleQuestion } from './rules';

/** What Traefik's own packages say of a rule. */
export interface RuleAnswer {
  readonly error?: string;
  readonly priority: number;
  readonly domains?: readonly string[];
  /** One character a request: `1` matches, `0` does not, `-` was refused by the server. */
  readonly matches?: string;
}

/** Which rule took which request. */
export interface RoutingAnswer {
  /** For each request the index of the rule that took it, or -1. */
  readonly winners: readonly number[];
  /** What routing all the requests once took. */
  readonly nanoseconds: number;
}

/** Traefik's multiplexers, linked into a small Go program that answers questions line by line. */
export class Oracle {
  private readonly process: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;

  constructor(program: string) {
    this.process = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
    if (!this.process.stdout) throw new Error(`${program} has no output`);
    this.reader = createInterface({ input: this.process.stdout });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  /** From now on, rules are tried on these requests. */
  async use(requests: readonly RequestLine[]): Promise<void> {
    this.send({ requests: requests.map(wireRequest) });
    await this.receive();
  }

  async ask(questions: readonly RuleQuestion[]): Promise<RuleAnswer[]> {
    for (const question of questions) this.send({ ...question, rule: toBytes(question.rule) });
    const answers: RuleAnswer[] = [];
    while (answers.length < questions.length) answers.push(await this.receive());
    return answers;
  }

  /** Routes the requests with all these v3 rules in one multiplexer, their priorities being the default ones. */
  async route(rules: readonly string[]): Promise<RoutingAnswer> {
    this.send({ routes: rules.map(toBytes) });
    const {
      error,
      winners = [],
      nanoseconds = 0,
    } = await this.receive<RuleAnswer & Partial<RoutingAnswer>>();
    if (error !== undefined) throw new Error(error);
    return { winners, nanoseconds };
  }

  async close(): Promise<void> {
    const closed = once(this.process, 'exit');
    this.process.stdin?.end();
    await closed;
    this.reader.close();
  }

  private send(question: object): void {
    this.process.stdin?.write(`${JSON.stringify(question)}\n`);
  }

  private async receive<Answer = RuleAnswer>(): Promise<Answer> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`the muxer program ended with ${this.process.exitCode}`);
    const answer: Answer = JSON.parse(value);
    return answer;
  }
}

/** Every string with one character a byte, as the program reads them. */
function wireRequest(line: RequestLine): object {
  return {
    url: toBytes(line.url),
    method: toBytes(line.method ?? 'GET'),
    headers: Object.entries(line.headers ?? {}).flatMap(([name, values]) =>
      [values].flat().map((value) => [toBytes(name), toBytes(value)]),
    ),
    clientIp: line.clientIp ?? '192.0.2.1',
    alpn: line.alpn ?? [],
    ...(line.sni !== undefined && { sni: toBytes(line.sni) }),
  };
}
