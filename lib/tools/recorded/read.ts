import { type Problem, ProblemError } from '../../core/finding';
import { isPlainMap } from '../../core/base';
import type { RequestLine } from '../../traefik/model';
import { splitUrl } from '../../traefik/rule';
import { fromCommonLog, fromJsonLog } from './access-log';

/** A request that was recorded, and the line of its file. */
export interface RecordedRequest {
  readonly request: RequestLine;
  readonly line: number;
}

/**
 * Reads requests, one a line: as `explain --requests` takes them.
 *
 * @throws ProblemError with every line that is no request
 */
export function readRequests(text: string, file: string): readonly RecordedRequest[] {
  return readLines(text, file, (line) => {
    const value = parseJson(line);
    return isRequest(value) ? value : 'it must be a JSON object with a text `url`';
  });
}

/**
 * Reads recorded requests, one a line: as `explain --requests` takes them, or an access log of Traefik in its JSON or
 * common format.
 *
 * @param hostOf the host that a router is for: the common format does not tell that of a request
 * @throws ProblemError with every line that tells no request
 */
export function readRecorded(
  text: string,
  file: string,
  hostOf: (router: string) => string | undefined,
): readonly RecordedRequest[] {
  return readLines(text, file, (line) => {
    const value = parseJson(line);
    if (isRequest(value))
      return isAskable(value) ? value : `${JSON.stringify(value.url)} is no URL ${ofSchemes}`;
    return isPlainMap(value) ? fromJsonLog(value) : fromCommonLog(line, hostOf);
  });
}

function readLines(
  text: string,
  file: string,
  read: (line: string) => RequestLine | string,
): readonly RecordedRequest[] {
  const problems: Problem[] = [];
  const requests = text.split('\n').flatMap((line, index): readonly RecordedRequest[] => {
    if (line.trim() === '') return [];
    const request = read(line);
    if (typeof request !== 'string') return [{ request, line: index + 1 }];
    problems.push({
      rule: 'no-request',
      severity: 'error',
      message: `This line is no request: ${request}.`,
      location: { file, line: index + 1, column: 1 },
    });
    return [];
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return requests;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRequest(value: unknown): value is RequestLine {
  return typeof value === 'object' && value !== null && 'url' in value && typeof value.url === 'string';
}

const ofSchemes = 'of http, https, tcp, tls or udp';

/** Whether a request can be asked at all: nobody answers another one, on both sides alike. */
function isAskable({ url }: RequestLine): boolean {
  const { scheme = '', authority = '' } = splitUrl(url) ?? {};
  return ['http', 'https', 'tcp', 'tls', 'udp'].includes(scheme) && authority !== '';
}
