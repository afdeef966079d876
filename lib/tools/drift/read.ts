import { isPlainMap, reasonOf } from '../../core/base';
import { readText } from '../../core/file';
import { ProblemError, problemAt } from '../../core/finding';
import { type RawData, sections } from './compare';

/** How long a Traefik may take to answer, in milliseconds. */
const patience = 10_000;

/**
 * What a running Traefik says at /api/rawdata.
 *
 * @param source its URL, with or without `/api/rawdata`; or a file that holds what it said
 * @param headers for a Traefik whose API wants them, such as `Authorization`
 * @throws ProblemError where it cannot be reached, or says something else
 */
export async function readRawData(
  source: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawData> {
  const text = /^https?:\/\//i.test(source) ? await fetched(urlOf(source), headers) : readText(source);
  const data = parsed(text);
  const isRawData = isPlainMap(data) && sections.every((section) => isItems(data[section]));
  if (isRawData && sections.some((section) => section in data)) return data;
  throw notRead(source, 'what it says is not what /api/rawdata of a Traefik prints');
}

function urlOf(source: string): string {
  const url = source.replace(/\/+$/, '');
  return url.endsWith('/api/rawdata') ? url : `${url}/api/rawdata`;
}

async function fetched(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(patience) });
    if (response.ok) return await response.text();
    throw notRead(url, `it answers ${response.status}`);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw notRead(url, reasonOf(error));
  }
}

function notRead(source: string, reason: string): ProblemError {
  return new ProblemError([
    problemAt({}, { rule: 'unreadable-traefik', message: `${source} cannot be read: ${reason}.` }),
  ]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isItems(value: unknown): boolean {
  return (
    value === undefined || value === null || (isPlainMap(value) && Object.values(value).every(isPlainMap))
  );
}
