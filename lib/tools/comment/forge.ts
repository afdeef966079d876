import { isPlainMap, reasonOf } from '../../core/base';
import { ProblemError, problemAt } from '../../core/finding';

/** What hosts a repository and the discussion of its changes. */
export type ForgeKind = (typeof forgeKinds)[number];

export const forgeKinds = ['github', 'gitlab'] as const;

/** A change that is discussed: a pull request of GitHub, a merge request of GitLab. */
export interface ForgeRequest {
  readonly kind: ForgeKind;
  /** Address of its API, such as `https://api.github.com` or `https://gitlab.example.com/api/v4`. */
  readonly api: string;
  /** Owner and name with a slash between; of GitLab the number of the project as well. */
  readonly repository: string;
  /** Number of the request. */
  readonly number: number;
  /** What may write comments there. */
  readonly token: string;
}

export interface Comment {
  readonly id: number;
  readonly body: string;
}

/** The comments of one request. Each throws ProblemError where the forge refuses or cannot be reached. */
export interface Comments {
  /** All of them, the oldest first. */
  list(): Promise<readonly Comment[]>;
  create(body: string): Promise<void>;
  update(id: number, body: string): Promise<void>;
  remove(id: number): Promise<void>;
}

/** How long a forge may take to answer, in milliseconds. */
const patience = 30_000;

/** How many comments are asked for at once: the most that both give. */
const pageSize = 100;

/** How many pages are read; nobody discusses more, and a server that never ends is left. */
const maximalPages = 100;

interface Endpoints {
  readonly all: string;
  readonly one: (id: number) => string;
  readonly update: 'PATCH' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The comments of a request, by the API of its forge.
 *
 * Sources: GitHub, REST API, "Issue comments" (a pull request is an issue there); GitLab, REST API, "Notes"
 */
export function commentsOf(request: ForgeRequest): Comments {
  const { all, one, update, headers } = endpointsOf(request);
  const ask = async (method: string, url: string, body?: string): Promise<unknown> => {
    const init = {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      // A token goes to nobody else.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      ...(body !== undefined && { body: JSON.stringify({ body }) }),
    } as const;
    let response;
    try {
      response = await fetch(url, init);
      const text = await response.text();
      if (response.ok) return text === '' ? undefined : JSON.parse(text);
    } catch (error) {
      throw refused(`${method} ${url}: ${reasonOf(error)}.`);
    }
    throw refused(`${method} ${url} is answered with ${response.status}.`);
  };
  return {
    async list() {
      const found: Comment[] = [];
      for (let page = 1; page <= maximalPages; page++) {
        // oxlint-disable-next-line no-await-in-loop -- whether there is another page is known after this one
        const read = await ask('GET', `${all}?per_page=${pageSize}&page=${page}`);
        if (!Array.isArray(read)) throw refused(`What ${all} says is no list of comments.`);
        found.push(...read.filter(isComment));
        if (read.length < pageSize) break;
      }
      return found.toSorted((one, other) => one.id - other.id);
    },
    create: async (body) => void (await ask('POST', all, body)),
    update: async (id, body) => void (await ask(update, one(id), body)),
    remove: async (id) => void (await ask('DELETE', one(id))),
  };
}

function endpointsOf({ kind, api, repository, number, token }: ForgeRequest): Endpoints {
  const root = api.replace(/\/+$/, '');
  if (kind === 'github') {
    const issues = `${root}/repos/${repository.split('/').map(encodeURIComponent).join('/')}/issues`;
    return {
      all: `${issues}/${number}/comments`,
      one: (id) => `${issues}/comments/${id}`,
      update: 'PATCH',
      headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` },
    };
  }
  const notes = `${root}/projects/${encodeURIComponent(repository)}/merge_requests/${number}/notes`;
  return { all: notes, one: (id) => `${notes}/${id}`, update: 'PUT', headers: { 'private-token': token } };
}

function isComment(value: unknown): value is Comment {
  return isPlainMap(value) && Number.isSafeInteger(value['id']) && typeof value['body'] === 'string';
}

function refused(message: string): ProblemError {
  return new ProblemError([problemAt({}, { rule: 'refused-comment', message })]);
}
