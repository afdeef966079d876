import { type IncomingMessage, type Server, createServer } from 'node:http';

/** A forge of this machine: the comments of one request, at the addresses of GitHub or of GitLab. */
export interface Forge {
  readonly url: string;
  readonly comments: { id: number; body: string }[];
  /** Method and path of everything that was asked for. */
  readonly asked: string[];
  /** What it answers to everything, in place of what was asked for. */
  refusal?: number;
  close(): Promise<void>;
}

/** Request 7 of acme/shop: its addresses, and what jobs of the forge know it by. */
export const forgeKinds = {
  github: {
    all: '/repos/acme/shop/issues/7/comments',
    one: '/repos/acme/shop/issues/comments/',
    header: ['authorization', 'Bearer secret-token'],
    update: 'PATCH',
    variables: {
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_TOKEN: 'secret-token',
    },
    address: 'GITHUB_API_URL',
  },
  gitlab: {
    all: '/projects/acme%2Fshop/merge_requests/7/notes',
    one: '/projects/acme%2Fshop/merge_requests/7/notes/',
    header: ['private-token', 'secret-token'],
    update: 'PUT',
    variables: { CI_PROJECT_ID: 'acme/shop', CI_MERGE_REQUEST_IID: '7', GITLAB_TOKEN: 'secret-token' },
    address: 'CI_API_V4_URL',
  },
} as const;

/** Starts one at a free port of the loopback; whoever has it, closes it. */
export async function startForge(kind: keyof typeof forgeKinds): Promise<Forge> {
  const { all, one, header, update } = forgeKinds[kind];
  const comments: Forge['comments'] = [];
  const asked: string[] = [];
  let next = 1;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://forge');
      asked.push(`${request.method} ${pathname}`);
      const answer = (status: number, value?: unknown): void => {
        response.writeHead(status).end(value === undefined ? '' : JSON.stringify(value));
      };
      const id = Number(pathname.slice(one.length));
      const at = comments.findIndex((comment) => comment.id === id);
      if (made.refusal !== undefined) answer(made.refusal, { message: 'no' });
      else if (request.headers[header[0]] !== header[1]) answer(401);
      else if (pathname === all && request.method === 'GET') {
        const start = (Number(searchParams.get('page')) - 1) * 100;
        answer(200, comments.slice(start, start + 100));
      } else if (pathname === all && request.method === 'POST') {
        comments.push({ id: next++, body });
        answer(201, {});
      } else if (pathname.startsWith(one) && at >= 0 && request.method === update) {
        comments[at] = { id, body };
        answer(200, {});
      } else if (pathname.startsWith(one) && at >= 0 && request.method === 'DELETE') {
        comments.splice(at, 1);
        answer(204);
      } else answer(404);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const made: Forge = { url: addressOf(server), comments, asked, close: () => closed(server) };
  return made;
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens at no port.');
  return `http://127.0.0.1:${address.port}`;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? '' : JSON.parse(text).body;
}
