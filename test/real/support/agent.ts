import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { requirePart } from '../parts/parts';
import { unixRequest } from './unix-request';
import { fromJson } from './json';

/** A stream into the box, with the address that its peer there sees. */
export interface Tunnel {
  readonly socket: net.Socket;
  /** `10.99.0.1:43122`: the client's address inside the box. */
  readonly local: string;
}

/** The test process's end of the agent, which is the init process of a box. */
export class Agent {
  /** Starts a box's namespaces; they end with this process unless `keep` is said. */
  static async start(folder: string, { keep = false } = {}): Promise<Agent> {
    const program = requirePart('agent');
    mkdirSync(folder, { mode: 0o700 });
    const child = spawn(program, ['-folder', folder, `-keep=${keep}`], {
      // A group of its own: Ctrl-C ends the test runner, and by that, in order, the box.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [first] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    if (!String(first).startsWith('ready')) {
      rmSync(folder, { recursive: true });
      throw new Error(`The box did not start: ${said.trim() || `exit ${first}`}`);
    }
    child.unref();
    unref(child.stdin, child.stdout, child.stderr);
    return new Agent(folder, child);
  }

  /** The agent of a box that another process started. */
  static attach(folder: string): Agent {
    return new Agent(folder, undefined);
  }

  private constructor(
    readonly folder: string,
    private readonly child: ChildProcess | undefined,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Ends every process of the box and removes its folder. */
  async stop(): Promise<void> {
    if (!this.child || this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.ref();
    this.child.kill('SIGTERM');
    await ended;
  }

  async call<T>(method: string, target: string, body?: unknown): Promise<T> {
    const answer = await unixRequest(path.join(this.folder, 'control.sock'), {
      method,
      path: target,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (answer.status !== 200)
      throw new Error(`The agent refused ${method} ${target}: ${answer.body.trim()}`);
    return fromJson<T>(answer.body);
  }

  /** Connects to an address inside the box, from a source address of the box if one is named. */
  async connect(protocol: 'tcp' | 'udp', address: string, source = ''): Promise<Tunnel> {
    const socket = net.connect({ path: path.join(this.folder, 'dial.sock'), allowHalfOpen: true });
    socket.write(`${protocol} ${address} ${source}\n`);
    const line = await firstLine(socket);
    const [word, ...rest] = line.split(' ');
    if (word !== 'ok') {
      socket.destroy();
      throw new Error(`No connection to ${address}: ${rest.join(' ')}`);
    }
    return { socket, local: rest.join(' ') };
  }
}

function unref(...streams: unknown[]): void {
  for (const stream of streams) {
    if (stream instanceof net.Socket) stream.unref();
  }
}

/** Reads up to the first line break and leaves what follows in the socket. */
function firstLine(socket: net.Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let read = Buffer.alloc(0);
    const onReadable = (): void => {
      for (let chunk = socket.read(); chunk instanceof Buffer; chunk = socket.read()) {
        read = Buffer.concat([read, chunk]);
        const end = read.indexOf('\n');
        if (end < 0) continue;
        finish();
        if (read.length > end + 1) socket.unshift(read.subarray(end + 1));
        resolve(read.subarray(0, end).toString());
        return;
      }
    };
    const onEnd = (): void => {
      finish();
      reject(new Error('The box has ended.'));
    };
    const finish = (): void => {
      socket.off('readable', onReadable).off('end', onEnd).off('error', onEnd);
    };
    socket.on('readable', onReadable).on('end', onEnd).on('error', onEnd);
  });
}
